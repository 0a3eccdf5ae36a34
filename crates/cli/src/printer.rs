//! The one place that writes to standard output and standard error.

use std::io::{self, BufWriter, Stderr, Stdout, Write};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Look, style};

/// Writes answers to standard output and everything else to standard error.
#[derive(Debug)]
pub(crate) struct Printer {
    out: BufWriter<Stdout>,
    err: Stderr,
    out_look: Look,
    err_look: Look,
}

impl Printer {
    /// Makes a printer for terminals (or files) of these looks.
    pub(crate) fn new(out_look: Look, err_look: Look) -> Self {
        Self { out: BufWriter::new(io::stdout()), err: io::stderr(), out_look, err_look }
    }

    /// Returns another printer to the same places, for another thread.
    pub(crate) fn another(&self) -> Self {
        Self::new(self.out_look, self.err_look)
    }

    /// Returns how answers look.
    pub(crate) fn look(&self) -> Look {
        self.out_look
    }

    /// Returns how messages look.
    pub(crate) fn message_look(&self) -> Look {
        self.err_look
    }

    /// Writes a part of an answer.
    pub(crate) fn answer(&mut self, text: &str) -> Result<(), Failure> {
        self.bytes(text.as_bytes())
    }

    /// Writes a part of an answer that need not be UTF-8.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.out.write_all(bytes).map_err(|error| Failure::writing(&error))
    }

    /// Hands on what was written so far.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        self.out.flush().map_err(|error| Failure::writing(&error))
    }

    /// Ends the answer.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        self.flush()
    }

    /// Writes a line to standard error. Nobody is told if that fails: there is nowhere left to tell it.
    pub(crate) fn message(&mut self, line: &str) {
        let _ = writeln!(self.err, "{line}");
    }

    /// Writes a warning to standard error.
    pub(crate) fn warning(&mut self, text: &str) {
        let label = self.err_look.paint(style::WARNING, "note:");
        self.message(&format!("{label} {text}"));
    }

    /// Writes what went wrong and what to do about it to standard error.
    pub(crate) fn failure(&mut self, message: &str, hints: &[String]) {
        let label = self.err_look.paint(style::ERROR, "precis:");
        self.message(&format!("{label} {message}"));
        for hint in hints {
            let label = self.err_look.paint(style::HINT, "try:");
            self.message(&format!("  {label} {hint}"));
        }
    }

    /// Prints help or version as an answer, and a mistake in the arguments as a failure.
    pub(crate) fn usage(&mut self, error: &clap::Error) -> Result<Exit, Failure> {
        let text = error.render();
        if error.use_stderr() {
            let text =
                if self.err_look.colour { text.ansi().to_string() } else { text.to_string() };
            self.message(text.trim_end());
            return Ok(Exit::Amiss);
        }
        let text = if self.out_look.colour { text.ansi().to_string() } else { text.to_string() };
        self.answer(&text)?;
        Ok(Exit::Found)
    }
}
