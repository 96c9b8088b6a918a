//! Parses the command line and runs it.

fn main() -> std::process::ExitCode {
    zugvogel::cli::main()
}
