//! Pretests: a questionnaire as residents will see it, for whoever has the link. The interviews are in the memory of this
//! process, each under the token of its browser; comments go to the office. Whether a link is good is asked each time.

use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use actix_web::Error as WebError;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Extensions, ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;

use crate::app::interviews::memory::Memory;
use crate::app::office::Office;
use crate::app::office::manuscripts::pretests::{PretestKey, PretestOffice};
use crate::app::respondents::throttle::Throttle;
use crate::error::Error;
use crate::ids::Slug;
use crate::seal::Secret;
use crate::view::respond::Trouble;
use crate::web::Https;
use crate::web::headers;
use crate::web::refusal::Refusal;
use crate::web::respond::Interviewing;

/// Where they are.
pub(in crate::web) const PRETEST: &str = "/pretest";
/// The most whose interviews are kept; of the one in which nothing was done for longest they go.
const MOST: usize = 32;

/// The pretests of this process, the one that was asked for last at the end.
#[derive(Debug)]
pub(in crate::web) struct Pretests {
    office: PretestOffice,
    secret: Arc<Secret>,
    https: Https,
    throttle: Throttle,
    kept: Mutex<VecDeque<OpenPretest>>,
}

#[derive(Debug)]
struct OpenPretest {
    key: PretestKey,
    interviewing: Data<Interviewing>,
}

impl Pretests {
    /// None yet.
    pub(in crate::web) fn new(office: &Office, https: Https) -> Self {
        Self {
            office: PretestOffice::new(office.clone()),
            secret: Arc::new(Secret::from(rand::random::<[u8; 32]>())),
            https,
            throttle: Throttle::default(),
            kept: Mutex::default(),
        }
    }

    fn kept(&self) -> MutexGuard<'_, VecDeque<OpenPretest>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The pretest of a key, if it is open here. It is then the last.
    fn find(&self, key: &PretestKey) -> Option<Data<Interviewing>> {
        let mut kept = self.kept();
        let at = kept.iter().position(|it| it.key == *key)?;
        let found = kept.remove(at)?;
        let interviewing = Data::clone(&found.interviewing);
        kept.push_back(found);
        Some(interviewing)
    }

    /// What a link leads to.
    async fn open(&self, token: &str) -> Result<Data<Interviewing>, Refusal> {
        let found = self.office.office().find_pretest(token).await?;
        let (key, runs) = found.ok_or(Error::NotFound)?;
        if !runs {
            self.kept().retain(|it| it.key != key);
            return Err(Refusal::Trouble(Trouble::PretestOver));
        }
        if let Some(interviewing) = self.find(&key) {
            return Ok(interviewing);
        }
        let (shown, shelf) = self.office.office().pretested(&key).await?.ok_or(Error::NotFound)?;
        // Somebody else may have been faster.
        if let Some(interviewing) = self.find(&key) {
            return Ok(interviewing);
        }
        let desk = Arc::new(self.office.desk(key.clone()));
        let (name, clock) = (Slug(token.to_owned()), self.office.office().clock());
        let memory = Arc::new(Memory::of_pretest(name, shown, Arc::new(shelf), clock, desk));
        let interviewing = Data::new(Interviewing {
            interviews: memory.interviews(),
            secret: Arc::clone(&self.secret),
            https: self.https,
            throttle: Some(self.throttle.clone()),
        });
        let mut kept = self.kept();
        kept.push_back(OpenPretest { key, interviewing: Data::clone(&interviewing) });
        while kept.len() > MOST {
            kept.pop_front();
        }
        Ok(interviewing)
    }
}

/// Lets whoever has a link into its pretest.
pub(in crate::web) async fn enter(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, WebError> {
    let token = request.match_info().get("survey").unwrap_or_default().to_owned();
    let pretests = request.app_data::<Data<Pretests>>().cloned();
    let opened = match pretests {
        Some(pretests) => pretests.open(&token).await,
        None => Err(Error::NotFound.into()),
    };
    match opened {
        Ok(interviewing) => {
            let mut data = Extensions::new();
            data.insert(interviewing);
            request.add_data_container(Rc::new(data));
            let mut answer = next.call(request).await?;
            headers::keep_private(answer.headers_mut());
            Ok(answer.map_into_boxed_body())
        }
        Err(refusal) => Ok(request.error_response(refusal)),
    }
}
