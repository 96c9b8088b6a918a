//! Previews: a questionnaire as residents will see it, beside the editor. Each designer has one interview for each
//! manuscript, in the memory of this process; her test answers stay while she edits. Nobody else sees it.

use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};

use actix_web::body::MessageBody;
use actix_web::dev::{Extensions, ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error as WebError, FromRequest};

use crate::app::actor::{Account, Actor};
use crate::app::interviews::memory::Memory;
use crate::app::office::Office;
use crate::app::office::manuscripts::Manuscript;
use crate::clock::Clock;
use crate::domain::look::OrganisationLook;
use crate::engine::Questionnaire;
use crate::error::Error;
use crate::ids::{ManuscriptId, OrganisationId, Slug, StaffId};
use crate::seal::Secret;
use crate::web::Https;
use crate::web::headers;
use crate::web::refusal::Refusal;
use crate::web::respond::Interviewing;
use crate::web::respond::page::JUMP;
use crate::web::staff::desk::Desk;
use crate::web::staff::need::WriteQuestionnaires;

/// Where they are.
pub(in crate::web) const PREVIEW: &str = "/preview";
/// The most that are kept; whoever comes back after that begins anew.
const MOST: usize = 64;

/// The previews of this process, the latest last.
#[derive(Debug)]
pub(in crate::web) struct Previews {
    clock: Clock,
    secret: Arc<Secret>,
    https: Https,
    kept: Mutex<VecDeque<Preview>>,
}

#[derive(Debug)]
struct Preview {
    name: Slug,
    of: StaffId,
    organisation: OrganisationId,
    manuscript: ManuscriptId,
    revision: i64,
    look: OrganisationLook,
    memory: Arc<Memory>,
    interviewing: Data<Interviewing>,
}

impl Previews {
    /// None yet.
    pub(in crate::web) fn new(clock: Clock, https: Https) -> Self {
        let secret = Arc::new(Secret::from(rand::random::<[u8; 32]>()));
        Self { clock, secret, https, kept: Mutex::default() }
    }

    /// The address of a manuscript's preview for whoever asks, at one of its pages.
    pub(in crate::web) fn open(
        &self,
        desk: &Desk<WriteQuestionnaires>,
        office: &Office,
        manuscript: &Manuscript,
        questionnaire: Questionnaire,
        page: Option<&str>,
    ) -> Option<String> {
        let Account { id: of, organisation, .. } = desk.actor.account()?.clone();
        let look = desk.look();
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept.iter().position(|it| it.of == of && it.manuscript == manuscript.id);
        let known = known.and_then(|at| kept.remove(at));
        let preview = match known {
            Some(it) if it.revision == manuscript.revision && it.look == look => it,
            known => {
                let name = match &known {
                    Some(preview) => preview.name.clone(),
                    None => Slug(hex::encode(rand::random::<[u8; 16]>())),
                };
                let shelf = Arc::new(office.shelf(&organisation, &manuscript.id));
                let shown = (questionnaire, look);
                let memory = Memory::new(name.clone(), shown, shelf, self.clock.clone());
                if let Some(former) = &known {
                    memory.take_over(&former.memory);
                }
                let memory = Arc::new(memory);
                let interviewing = Data::new(Interviewing {
                    interviews: Arc::clone(&memory).interviews(),
                    secret: Arc::clone(&self.secret),
                    https: self.https,
                    throttle: None,
                });
                let Manuscript { id: manuscript, revision, .. } = manuscript.clone();
                Preview { name, of, organisation, manuscript, revision, look, memory, interviewing }
            }
        };
        let base = format!("{PREVIEW}/{}", preview.name.as_str());
        kept.push_back(preview);
        while kept.len() > MOST {
            kept.pop_front();
        }
        Some(page.map_or(base.clone(), |page| format!("{base}/p/{page}?{JUMP}")))
    }

    fn find(&self, name: &str, actor: &Actor) -> Option<Data<Interviewing>> {
        let Account { id: of, organisation, .. } = actor.account()?;
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let is_hers = |it: &&Preview| it.of == *of && it.organisation == *organisation;
        let found = kept.iter().filter(is_hers).find(|it| it.name.as_str() == name)?;
        Some(Data::clone(&found.interviewing))
    }
}

/// Lets whoever opened a preview into it, and its pages into a frame of ours.
pub(in crate::web) async fn enter(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, WebError> {
    let (http, payload) = request.parts_mut();
    let desk = Desk::<WriteQuestionnaires>::from_request(http, payload).await?;
    let name = http.match_info().get("survey").unwrap_or_default().to_owned();
    let previews = http.app_data::<Data<Previews>>().cloned();
    let found = previews.and_then(|it| it.find(&name, &desk.actor));
    let found = found.ok_or(Refusal::from(Error::NotFound))?;
    let mut data = Extensions::new();
    data.insert(found);
    request.add_data_container(Rc::new(data));
    let mut answer = next.call(request).await?;
    headers::allow_frame(answer.headers_mut());
    headers::keep_private(answer.headers_mut());
    Ok(answer)
}
