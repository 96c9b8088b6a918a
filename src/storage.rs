//! The three stores; the only place that knows diesel.
