//! A wire between the program and PostgreSQL: it can be cut, left hanging, or cut just when the server
//! has done what it was told and before it can say so.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const WHOLE: u8 = 0;
const CUT: u8 = 1;
const HANGING: u8 = 2;

#[derive(Default)]
struct State {
    mode: AtomicU8,
    /// What is the last that passes on its connection.
    last: Mutex<Option<&'static [u8]>>,
    ends: Mutex<Vec<TcpStream>>,
}

/// The wire; one connection of its own for each of the program's.
pub(crate) struct Wire {
    address: SocketAddr,
    state: Arc<State>,
}

impl Wire {
    /// To the server of this URL.
    pub(crate) fn to(url: &str) -> Self {
        let server = host(url).to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (address, state) = (listener.local_addr().unwrap(), Arc::<State>::default());
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                if shared.mode.load(Ordering::SeqCst) == CUT {
                    continue;
                }
                let Ok(server) = TcpStream::connect(&server) else { continue };
                connect(&shared, &client, &server);
            }
        });
        Self { address, state }
    }

    /// The URL with this wire in between.
    pub(crate) fn url(&self, url: &str) -> String {
        url.replacen(host(url), &self.address.to_string(), 1)
    }

    /// Nothing connects any more.
    pub(crate) fn cut(&self) {
        self.state.mode.store(CUT, Ordering::SeqCst);
        for end in self.state.ends.lock().unwrap().drain(..) {
            let _ = end.shutdown(Shutdown::Both);
        }
    }

    /// What is connected stays so, and nothing arrives.
    pub(crate) fn hang(&self) {
        self.state.mode.store(HANGING, Ordering::SeqCst);
    }

    pub(crate) fn mend(&self) {
        self.state.mode.store(WHOLE, Ordering::SeqCst);
    }

    /// The next time the program says this, the server hears it, and its answer is lost.
    pub(crate) fn lose_answer_to(&self, said: &'static [u8]) {
        *self.state.last.lock().unwrap() = Some(said);
    }

    /// Whether an answer is still to be lost.
    pub(crate) fn is_waiting(&self) -> bool {
        self.state.last.lock().unwrap().is_some()
    }
}

/// Host and port.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").unwrap().1;
    let rest = rest.split(['/', '?']).next().unwrap();
    rest.rsplit_once('@').map_or(rest, |(_, host)| host)
}

fn connect(state: &Arc<State>, client: &TcpStream, server: &TcpStream) {
    let copy = |stream: &TcpStream| stream.try_clone().unwrap();
    state.ends.lock().unwrap().extend([copy(client), copy(server)]);
    let is_deaf = Arc::new(AtomicU8::new(0));
    for (mut from, mut to, says) in
        [(copy(client), copy(server), true), (copy(server), copy(client), false)]
    {
        let (state, is_deaf) = (Arc::clone(state), Arc::clone(&is_deaf));
        std::thread::spawn(move || {
            let mut buffer = [0; 16 << 10];
            while let Ok(length @ 1..) = from.read(&mut buffer) {
                while state.mode.load(Ordering::SeqCst) == HANGING {
                    std::thread::sleep(Duration::from_millis(5));
                }
                let bytes = &buffer[..length];
                let mut last = state.last.lock().unwrap();
                let is_last = |said: &&[u8]| bytes.windows(said.len()).any(|part| part == *said);
                if says && last.as_ref().is_some_and(is_last) {
                    *last = None;
                    is_deaf.store(1, Ordering::SeqCst);
                }
                drop(last);
                let is_lost = !says && is_deaf.load(Ordering::SeqCst) == 1;
                if is_lost || to.write_all(bytes).is_err() {
                    break;
                }
            }
            let _ = from.shutdown(Shutdown::Both);
            let _ = to.shutdown(Shutdown::Both);
        });
    }
}
