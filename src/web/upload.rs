//! UploadInProgress a posted form with files: like [`form`](super::form), larger and slower, and only for
//! pages that ask for files. A file is held in memory until it is sealed. How much all pages may hold
//! at once is bounded, and one network's share of it; what a page may bring is reserved before its first
//! file is read, so nobody waits in the middle. Who stalls while others wait loses her files, not her page.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;

use actix_multipart::{Field, Multipart};
use actix_web::HttpRequest;
use actix_web::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use actix_web::web::Payload;
use futures_util::StreamExt;
use futures_util::future::{Either, select};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::form::{self, BadForm, FIELDS, LIMIT, TypedForm};
use crate::app::interviews::Sent;
use crate::app::respondents::throttle::Network;
use crate::engine::Form;
use crate::engine::media::{FileProblem, MOST_BYTES};

/// The most that a page with its files may have.
const LARGEST: usize = 48 << 20;
/// How long it may take: a slow telephone sends such a file in a minute.
const DEADLINE: Duration = Duration::from_secs(180);
/// Bytes that are reserved at once.
const STEP: usize = 1 << 20;
/// How many of these steps all pages together hold.
const STEPS: usize = 256;
/// How many of these one network may hold.
const SHARE: usize = STEPS / 2;
/// How long somebody waits for her turn. Then her files are not kept.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often it is looked how fast pages come.
const TICK: Duration = Duration::from_secs(1);
/// Bytes that come at least in a tick ...
const LEAST: usize = 4 << 10;
/// ... or the page is given up after so many ticks.
const STALLED: u32 = 10;
/// While others wait, whatever is reserved must come within about so many ticks ...
const IN_TURN: usize = 60;
/// ... or after so many that were too slow her files are given up.
const IN_THE_WAY: u32 = 2;

/// The memory of all pages with files.
static MEMORY: LazyLock<Arc<Share>> = LazyLock::new(|| Arc::new(Share::of(STEPS)));
/// What each network may hold of it.
static SHARES: LazyLock<Mutex<HashMap<Network, Arc<Share>>>> = LazyLock::new(Mutex::default);
/// With so many networks known, those that hold nothing are forgotten.
const NETWORKS: usize = 1024;

/// Memory, and how many wait for some of it.
struct Share {
    steps: Arc<Semaphore>,
    waiting: AtomicUsize,
    /// Files of one page at a time are examined, so that no network keeps all others from that.
    turn: Semaphore,
}

impl Share {
    fn of(steps: usize) -> Self {
        let steps = Arc::new(Semaphore::new(steps));
        Self { steps, waiting: AtomicUsize::new(0), turn: Semaphore::new(1) }
    }

    fn of_network(network: Network) -> Arc<Self> {
        let mut all = SHARES.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= NETWORKS {
            all.retain(|_, share| Arc::strong_count(share) > 1);
        }
        Arc::clone(all.entry(network).or_insert_with(|| Arc::new(Self::of(SHARE))))
    }

    async fn take(&self, steps: u32) -> Option<OwnedSemaphorePermit> {
        let _waiting = Waiting::new(&self.waiting);
        Arc::clone(&self.steps).acquire_many_owned(steps).await.ok()
    }
}

/// Counts one who waits.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn new(number: &'a AtomicUsize) -> Self {
        number.fetch_add(1, Ordering::Relaxed);
        Self(number)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Memory that is held, to be kept as long as the files are.
pub(super) struct UploadMemory {
    share: Option<Arc<Share>>,
    _steps: Vec<OwnedSemaphorePermit>,
}

impl UploadMemory {
    /// Waits until no other files of this network are examined.
    pub(super) async fn turn(&self) -> Option<tokio::sync::SemaphorePermit<'_>> {
        self.share.as_ref()?.turn.acquire().await.ok()
    }
}

/// A form with its files.
pub(super) struct Brought {
    pub(super) form: Form,
    pub(super) files: Vec<Sent>,
    /// The memory they take: to be held as long as they are.
    pub(super) held: Option<UploadMemory>,
}

impl Brought {
    /// A form that brings none.
    pub(super) fn without_files(form: Form) -> Self {
        Self { form, files: Vec::new(), held: None }
    }
}

/// Whether a request brings files.
pub(super) fn is_multipart(request: &HttpRequest) -> bool {
    let content_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    content_type.is_some_and(|value| value.to_ascii_lowercase().starts_with("multipart/form-data"))
}

/// Reads the body as a form with files. Before the first file is taken the fields before it must
/// show that the form is ours.
pub(super) async fn read(
    request: &HttpRequest,
    body: Payload,
    from: Option<Network>,
    is_ours: impl Fn(&Form) -> bool,
) -> Result<Brought, BadForm> {
    let length = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    let length = length.and_then(|value| value.parse().ok()).unwrap_or(LARGEST);
    if length > LARGEST {
        return Err(BadForm::TooLarge);
    }
    let came = Rc::new(Cell::new(0));
    let counted = Rc::clone(&came);
    let body = body.inspect(move |chunk| {
        counted.set(counted.get() + chunk.as_ref().map_or(0, actix_web::web::Bytes::len));
    });
    let reading = UploadInProgress {
        length,
        share: from.map(Share::of_network),
        came,
        waits: Cell::new(false),
        held: RefCell::default(),
        form: RefCell::default(),
        files: RefCell::default(),
        coming: RefCell::new(Ok(Vec::new())),
    };
    let multipart = Multipart::new(request.headers(), body);
    let all = std::pin::pin!(reading.read(multipart, is_ours));
    let slow = std::pin::pin!(reading.watch());
    let brought = match select(all, slow).await {
        Either::Left((read, _)) => read.map(|()| reading.brought())?,
        Either::Right((bad, _)) => return Err(bad),
    };
    form::keep(request, TypedForm::Fields(brought.form.clone()));
    Ok(brought)
}

/// What is read of a page, and how fast it comes.
struct UploadInProgress {
    /// How long the page is said to be.
    length: usize,
    share: Option<Arc<Share>>,
    /// Bytes that came.
    came: Rc<Cell<usize>>,
    /// It waits for its turn, and nobody expects anything of it.
    waits: Cell<bool>,
    held: RefCell<Option<UploadMemory>>,
    form: RefCell<Form>,
    files: RefCell<Vec<Sent>>,
    /// The file that is coming; none while none is, or when it cannot be kept.
    coming: RefCell<Result<Vec<u8>, FileProblem>>,
}

impl UploadInProgress {
    async fn read(
        &self,
        mut multipart: Multipart,
        is_ours: impl Fn(&Form) -> bool,
    ) -> Result<(), BadForm> {
        let (mut left, mut count, mut has_asked) = (LIMIT, 0, false);
        while let Some(field) = multipart.next().await {
            let field = field.map_err(|_| BadForm::Malformed)?;
            count += 1;
            if count > FIELDS {
                return Err(BadForm::TooLarge);
            }
            let name = field.name().ok_or(BadForm::Malformed)?.to_owned();
            let file = field.content_disposition().and_then(|it| it.get_filename());
            match file.map(extension) {
                None => self.text(name, field, &mut left).await?,
                Some(extension) => {
                    if !is_ours(&self.form.borrow()) {
                        return Err(BadForm::NotOurs);
                    }
                    if !std::mem::replace(&mut has_asked, true) {
                        self.reserve().await;
                    }
                    self.file(name, extension, field).await?;
                }
            }
        }
        Ok(())
    }

    /// Waits until there is memory for all that the page may bring; without it no file is kept.
    async fn reserve(&self) {
        let steps = u32::try_from(self.length.div_ceil(STEP).max(1)).unwrap_or(u32::MAX);
        let take = async {
            let own = match &self.share {
                Some(share) => Some(share.take(steps).await?),
                None => None,
            };
            let all = MEMORY.take(steps).await?;
            Some(UploadMemory {
                share: self.share.clone(),
                _steps: own.into_iter().chain([all]).collect(),
            })
        };
        self.waits.set(true);
        let held = tokio::time::timeout(PATIENCE, take).await.ok().flatten();
        self.waits.set(false);
        self.held.replace(held);
    }

    /// Watches how fast the page comes. Ends when it is too slow for too long.
    async fn watch(&self) -> BadForm {
        let (mut before, mut slow, mut in_the_way) = (0, 0, 0);
        for _ in 0..DEADLINE.as_secs() {
            tokio::time::sleep(TICK).await;
            let came = self.came.get() - before;
            before = self.came.get();
            if self.waits.get() {
                continue;
            }
            slow = if came < LEAST { slow + 1 } else { 0 };
            if slow >= STALLED {
                return BadForm::Slow;
            }
            let is_awaited = |share: &Share| share.waiting.load(Ordering::Relaxed) > 0;
            let others_wait = is_awaited(&MEMORY) || self.share.as_deref().is_some_and(is_awaited);
            let in_turn = came * IN_TURN >= self.length.max(STEP);
            in_the_way = if others_wait && !in_turn { in_the_way + 1 } else { 0 };
            if in_the_way >= IN_THE_WAY {
                self.give_back();
            }
        }
        BadForm::Slow
    }

    /// Gives up what was kept and may be kept of files.
    fn give_back(&self) {
        for file in self.files.borrow_mut().iter_mut() {
            file.body = Err(FileProblem::NoRoom);
        }
        *self.coming.borrow_mut() = Err(FileProblem::NoRoom);
        self.held.replace(None);
    }

    fn brought(&self) -> Brought {
        Brought { form: self.form.take(), files: self.files.take(), held: self.held.take() }
    }

    async fn text(&self, name: String, mut field: Field, left: &mut usize) -> Result<(), BadForm> {
        let read = field.bytes(*left).await.map_err(|_| BadForm::TooLarge)?;
        let bytes = read.map_err(|_| BadForm::Malformed)?;
        *left = left.saturating_sub(bytes.len() + name.len());
        let text = String::from_utf8(bytes.to_vec()).map_err(|_| BadForm::Malformed)?;
        if text.contains('\0') || name.contains('\0') {
            return Err(BadForm::Malformed);
        }
        self.form.borrow_mut().push(name, text);
        Ok(())
    }

    async fn file(&self, name: String, extension: String, mut field: Field) -> Result<(), BadForm> {
        let is_held = self.held.borrow().is_some();
        *self.coming.borrow_mut() = if is_held { Ok(Vec::new()) } else { Err(FileProblem::NoRoom) };
        let mut length = 0;
        while let Some(chunk) = field.next().await {
            let chunk = chunk.map_err(|_| BadForm::Malformed)?;
            length += chunk.len();
            let mut coming = self.coming.borrow_mut();
            // One that is not kept is read to its end, so that she gets the page with a word about it.
            match &mut *coming {
                Ok(_) if length > MOST_BYTES => *coming = Err(FileProblem::TooLarge),
                Ok(body) => body.extend_from_slice(&chunk),
                Err(_) => {}
            }
        }
        let body = self.coming.replace(Ok(Vec::new()));
        let is_chosen = length > 0 || !extension.is_empty();
        let field = name.strip_suffix(".file").ok_or(BadForm::Malformed)?.to_owned();
        if is_chosen {
            self.files.borrow_mut().push(Sent { field, extension, body });
        }
        Ok(())
    }
}

/// How a file's name ends; the rest may name somebody and is forgotten.
fn extension(name: &str) -> String {
    name.rsplit_once('.').map_or("", |(_, extension)| extension).to_owned()
}
