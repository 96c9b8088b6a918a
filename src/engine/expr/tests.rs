//! Behaviour of the language through its door.
