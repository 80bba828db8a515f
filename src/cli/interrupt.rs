//! Ctrl-C: what is on its way goes away, what was there before stays.

/// From here on, Ctrl-C and a request to end let go of half-written files before they end the program, as the system
/// would end it.
#[cfg(unix)]
pub fn listen() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;
    // Where there is nothing to listen with, the next run clears what is left behind.
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
    std::thread::spawn(move || {
        for signal in signals.forever() {
            crate::export::abandon();
            // Whoever started the program learns what ended it.
            let _ = emulate_default_handler(signal);
        }
    });
}

/// Elsewhere what is left behind is cleared by the next run.
#[cfg(not(unix))]
pub fn listen() {}
