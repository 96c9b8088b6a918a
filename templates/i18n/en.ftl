# What staff read, English. What residents read is in respond/, a file for each language.

tabs-label = Areas
tab-people = People
tab-jobs = Jobs
role-admin = Administration
role-analyst = Analysis
role-designer = Questionnaires
role-field = Field work
role-viewer = Viewer
sees-answers = answers, but no names
sees-names = names, but no answers
sees-neither = neither names nor answers
staff-sign-out = Sign out
staff-switch = Switch
login-title = Sign in
login-text = For staff only. You can take part in the survey without signing in.
login-email = E-mail address
login-password = Password
login-submit = Sign in
login-wrong = The e-mail address or the password is wrong. Check both, upper and lower case too.
login-expired = This page was open for too long. Please sign in again.
staff-surveys = Surveys
staff-state = Status
staff-state-planned = planned
staff-state-open = open
staff-state-paused = paused
staff-state-closed = closed
staff-days = { $from } to { $until }
staff-days-from = from { $from }
staff-days-until = until { $until }
staff-days-all = without a first or last day
staff-version = version { $version } ({ $hash })
staff-hash = version { $hash }
staff-responses = Responses
staff-waiting = Not mixed yet
staff-waiting-untold = not counted
staff-responses-note = completed or ended early
staff-waiting-note = half of them come with the next mix, at most once a day
staff-counts = Key figures
staff-public = View the questionnaire
staff-empty = No responses yet. The first will appear as soon as { $twice } questionnaires have come together.
staff-mix = Submitted questionnaires are collected and mixed. Once a day half of them are passed on, drawn by lot and only if that is at least { $batch }; the other half wait for the next day. A week after the last day of the survey the rest come, and then it may be fewer. So nobody can tell from the time whose response it is, not even somebody who submits many questionnaires himself. This is also why you do not see here when responses arrived.
staff-aside = { $responses } responses and { $messages } messages cannot be passed on and are set aside. Nothing of them is deleted, and all others go their way. Tell those who run the server.
staff-aside-unreadable = { $number } cannot be opened: damaged, or stored under another secret.
staff-aside-double = { $number } have arrived before: an older copy of the store was put back.
staff-aside-damaged = { $number } have a file that is damaged.
staff-no-names = You see responses, but no names.
staff-quotas = Quotas
staff-quota = Quota
staff-quota-max = Wanted
staff-quota-state = State
staff-quota-full = full
staff-quota-open = open
staff-quota-note = Counted once a day, when new responses become visible. Those who have begun, or have submitted and are not counted yet, come on top, so there may be more than wanted.
staff-mix-title = Why not every response appears at once
staff-download = Download the data
export-machine = For statistics programs (ZIP)
export-note-machine = CSV with commas, UTF-8, numeric codes. For R, Python, SPSS, Stata.
export-excel-de = For Excel and LibreOffice, German (ZIP)
export-note-excel-de = CSV with semicolons and decimal commas. Opens with a double click.
export-xlsx = Workbook (XLSX, ZIP)
export-note-xlsx = One sheet per table, with the codebook. Numbers and days are numbers and days.
export-jsonl = JSON Lines (ZIP)
export-note-jsonl = One JSON object per line. For programs of your own.
staff-files = Single files
staff-file = File
staff-content = Content
file-responses = one row per response, columns as in the codebook
file-reasons = one row per response and reason, with code, area and rank
file-image = one row per response and rating of the region’s image
file-transparency = one row per response and area of life: important, known, findable, used, satisfied
file-repeats = one row per response, repetition and variable asked in it
file-codebook = all variables with question text, values and missing values
file-manifest = number of rows and checksum of each file
file-attachments = pictures, recordings and documents from the answers, by the id of the response

# Beside a page that its author tries out
trial-title = Trial run
trial-nothing-stored = This is a trial: your answers join no others, and are lost in time.
trial-restart = Begin anew
trial-this-page = On this page
trial-all-shown = Everything is shown.
trial-withheld = Not published in this language
trial-draft = draft: nobody else has read the translation
trial-source-changed = the source has changed since the review
trial-route = Pages
trial-here = you are here
trial-done = answered
trial-ahead = still to come
trial-ends = Early ends
trial-end-true = holds: `{ $source }`
trial-end-false = does not hold: `{ $source }`
trial-quotas = Full quotas (from the next beginning on)
trial-quota-in = is in the cell: `{ $source }`
trial-quota-out = is not in the cell: `{ $source }`
trial-values = Values
trial-response = What would be stored
trial-no-values = No answers yet.
trial-computed = worked out
trial-kept = kept, but not asked now
trial-false = hidden because `{ $source }` is false
trial-false-around = hidden because `{ $source }` of “{ $of }” is false
trial-ended = hidden because the interview ends before, at “{ $end }”
trial-left-out = left out because the quota “{ $quota }” is full
trial-off = not asked in this version
trial-fault = switched off: { $problem }
trial-empty = hidden because everything in it is hidden
trial-offered = { $offered } of { $all } choices, since `{ $source }`
trial-nothing-in = { $name } is empty
staff-doors = { $with } of them with a code and { $without } without

# What runs in the background
staff-prepare-note = With very many responses: have the archive prepared in the background, and fetch it later.
jobs-title = In the background
jobs-clock = The server's clock has leapt, or it was off for more than a day. Drafts, codes and files are not deleted until it has gone on evenly for three days. Tell those who run the server.
jobs-none = Nothing was started here in the last week.
jobs-what = What
job-export = Data of { $survey }: { $how }
job-waiting = waiting
job-running = running
job-done = finished
job-failed = did not work
job-cancelled = cancelled
job-progress = Progress
job-writing = { $done } of { $total } responses written
job-files = { $done } of { $total } files written
job-look = Look again
job-watch = Look again every 5 seconds
job-unwatch = Do not look again by itself
job-cancel = Cancel
job-stopping = It stops at its next step.
job-failed-text = It was tried several times. Start it again; if that fails, too, tell whoever runs the server.
job-unfit-text = It cannot be done this way: a workbook holds 16,384 columns and 32,767 characters in a cell, an archive 8 GB. Download the tables one by one as CSV.
job-fetch = Save the archive
job-kept = It is kept for 24 hours.
job-gone = The archive was deleted after 24 hours. Have it prepared again if you need it.

message-other-session-title = This form does not count any more
message-other-session-text = Nothing was changed. You have signed in again since, or switched to another organisation, perhaps in another window. Go back and copy what you typed; then open the page anew in the right organisation.
message-no-desk-title = There is no such page here
message-no-desk-text = The survey, export or page is not there (any more), or your account may not see it. Ask your administrator if you need it.

# People and roles, one's own account
role-note-admin = Accounts, roles, audit trail; no answers, no names
role-note-analyst = Answers, but no names
role-note-designer = Writing and publishing questions, no answers
role-note-field = Names, codes and return, no answers
role-note-viewer = How far surveys are and how many have answered, nothing else
people-title = People and roles
people-apart = Nobody sees names and answers at once: “Field work” and “Analysis” exclude each other.
people-count = { $number ->
    [one] One account
   *[other] { $number } accounts
}
people-oneself = your account
people-state-active = active
people-state-invited = invited
people-state-disabled = disabled
people-link-until = link works until { $until }
people-link-over = The link does not work any more. Renew the invitation.
people-last = last signed in on { $day }
people-never = has never signed in
people-edit = Change
people-invite = Invite somebody
people-roles = Roles
people-roles-hint = One or several.
people-roles-note = With new roles all sessions of this account in your organisation end.
people-invite-submit = Make a link
people-invite-note = You get a link and hand it on yourself. It works once, for 3 days. With it the person accepts the invitation.
people-save = Save roles
people-saved = Saved.
people-access = Access
people-own = You change your password and your sessions in your own account.
people-sessions = { $number ->
    [0] Not signed in at the moment.
    [one] Signed in in one place at the moment.
   *[other] Signed in in { $number } places at the moment.
}
people-end-sessions = Sign out everywhere
people-reset-note = The password is worth nothing from now on, all sessions end. You get a link that works once, for an hour; with it the person chooses another.
people-reset = Reset the password
people-shared = Several organisations share this installation. So of all accounts only whoever runs it resets the password and the second factor.
people-invite-again-note = A new link works once, for 3 days; the old one then works no more.
people-invite-again = Renew the invitation
people-lock = Disable
people-disable-note = Whoever is disabled can work in your organisation no more; all sessions there end at once. You can enable the account again at any time.
people-disable = Disable the account
people-enable-note = This account is disabled. Once it is enabled, the old password is right again.
people-enable = Enable the account
link-title = Hand on a link
link-invitation = With this link { $email } accepts the invitation. It works once, until { $until }.
link-reset = The old password of { $email } is worth nothing any more. With this link another is chosen; it works once, until { $until }.
link-label = Link
link-note = Copy it now: it is shown this once. Whoever has it can sign in. So give it to nobody but that person, like a password.
link-mailed-title = Link sent
link-mailed = A mail with the link was sent to { $email }. It works once, until { $until }.
link-mailed-note = Nothing arrives? Look into the spam folder, too. On the page of the account another link can be made; the old one is void then.
mail-failed-refused = The mail server did not take the mail (its answer is { $code }). Hand the link on yourself.
mail-failed-unreachable = The mail server cannot be reached, breaks off, or has a certificate that is not believed. Hand the link on yourself.
mail-failed-slow = The mail server does not answer in time. Hand the link on yourself; perhaps the mail arrives, too.
mail-failed-unwritable = No mail can be sent to this address. Hand the link on yourself.
mail-failed-busy = Too many mails are under way. Hand the link on yourself.
mail-subject = Choose a password
mail-invited = You are invited to work at zugvogel, the platform for surveys.
    Choose a password with this link, or accept with the one that you have there already. The link works once, for three days:

    { $link }

    Then sign in as { $email }. Do not pass the link on.
mail-reset = Your administrator has reset your password at zugvogel; the old one is void.
    Choose another one with this link. It works once, for an hour:

    { $link }

    Then sign in as { $email }. Do not pass the link on.
mail-forgotten = Somebody wants to choose another password for { $email } at zugvogel.
    If that was you, take this link. It works once, for an hour:

    { $link }

    If it was not, there is nothing to do: your password stays what it is.
login-forgot = Forgot your password?
forgot-title = Forgot your password
forgot-text = Type the e-mail address of your account. You get a link by which you choose another password.
forgot-submit = Send a link
forgot-asked = If there is an account with the address { $email }, a mail is on its way to it. The link in it works once, for an hour; meanwhile no second one is sent. If nothing arrives, ask your administrator.
forgot-no-mail = No mails are sent from here. Your administrator can reset your password, and gives you a link by which you choose another.
forgot-back = Back to signing in
link-over-title = This link does not work any more
link-over-text = It was used, its time is over, or there is a newer one. Ask your administrator for a new link.
password-title = Choose a password
password-new = New password
password-hint = At least 12 characters, such as four words that do not belong together. Digits and signs are not needed.
password-again = New password once more
password-submit = Save the password
join-title = Accept the invitation
join-text = { $organisation } invites you to work there.
join-known = You have an account here already
join-submit = Accept with this password
join-wrong = The password is wrong, or you have no account here yet. Check it, also capitals and small letters, or choose one below.
join-new = You are new here
organisation-title = Organisation
organisation-save = Save
organisation-saved-name = The name is saved.
organisation-saved-look = Saved. Within seconds it holds on residents’ pages, too.
organisation-saved-factor = Saved. It holds from the next page on that somebody opens.
organisation-saved-publisher = Saved. What was published stays as it is.
organisation-name = Name
organisation-name-label = Name of the organisation
organisation-name-note = It stands at the top of all pages of staff. Residents read what the questionnaire says of its publisher.
organisation-name-wrong = Write a name of at most { $most } characters.
organisation-factor-on = Whoever has the role “Administration” must set up a second factor before she can do anything else.
organisation-factor-off = Whoever has the role “Administration” may set up a second factor. Once it is demanded, nobody with this role goes on without it, you neither.
organisation-factor-demand = Demand a second factor
organisation-factor-drop = Demand it no more
organisation-look = Crest and colours
organisation-look-text = This is how the pages of residents and of staff look. What is left empty is neutral.
organisation-crest = Crest or logo
organisation-crest-hint = An SVG of plain shapes in flat colours, or a PNG. Without a file it stays as it is.
organisation-no-crest = No crest any more
organisation-colour = Colour
organisation-colour-hint = Of links and buttons, written like #005f6b. Empty means the usual colours.
organisation-accent = Second colour
organisation-accent-hint = Of the stripe at the top and of progress. Empty means the first one.
organisation-accent-alone = A second colour needs a first one.
organisation-publisher = Who asks
organisation-publisher-text = Contact, imprint and privacy notice as residents read them. Whoever writes a questionnaire or creates a survey puts them in with a button where they are missing, and can change them there.
organisation-colour-wrong = “{ $typed }” is no colour. Write it like #005f6b.
organisation-shade-light = So that it can be read, { $used } stands on light pages instead of { $wanted }.
organisation-shade-dark = So that it can be read, { $used } stands on dark pages instead of { $wanted }.
organisation-mail = Mail
organisation-sender = Invitations and links for passwords go out by mail, from { $sender }. Whoever runs the server sets this.
organisation-no-mail = No mails are sent from here; you hand on links for passwords yourself. Whoever runs the server sets up a mail server.
crest-too-large = The file is too large. Make it smaller.
crest-wrong-type = This is neither a drawing (SVG) nor a picture (PNG).
crest-damaged = The file is damaged.
crest-too-many = The drawing has too many shapes, or too many groups in groups.
crest-not-allowed = The drawing has “{ $what }”, which is not taken. Save it as plain shapes in flat colours, or as PNG.
crest-no-size = The drawing does not say how large it is: a viewBox with an area is missing, or width and height in pixels.
login-chosen = Your password is saved. Now sign in with it.
confirm-title = Confirm with your password
confirm-text = You signed in more than 10 minutes ago. Before this is done, type your password once more. What you typed is not lost.
confirm-submit = Confirm
me-title = My account
me-sessions = Where you are signed in
me-sessions-note = A session ends after 30 minutes without use, and after 12 hours in any case. We store neither device nor place.
me-end-others = End all others
me-end = End
me-this = This session
me-other = Another session
me-now = now
me-since = since { $began }
me-since-seen = since { $began }, last used { $seen }
me-password = Change the password
me-old = Present password
me-change = Change the password
me-changed = Your password is changed. All other sessions have ended.
me-password-note = All other sessions end with that.
account-moment = { $day }, { $time }
account-wrong = The present password is wrong. Check it, also capitals and small letters.
account-again = The two new passwords differ. Type both once more.
account-address = “{ $email }” is not an e-mail address. Type one like name@county.org.
account-taken = There is an account for { $email } already. Look for it in the list, or take another address.
account-known = There is an account for this address already. Accept the invitation with its password.
account-shared = Several organisations share this installation. So only whoever runs it resets passwords and second factors.
account-unknown = There is no account for { $email }.
account-disabled = The account of { $email } is disabled. Enable it first.
account-no-role = Choose at least one role.
account-apart = Nobody can be both “{ $one }” and “{ $other }”: who sees answers may see neither names nor codes. Leave one of them out.
account-length = A password has 12 to 128 characters. Take four words that do not belong together, for example.
account-common = This password is among those that are guessed first. Take several words that do not belong together.
account-same = This is your present password. Choose another.
account-last-admin = This is the last account with the role “Administration”. Nobody could let anybody in any more. Give somebody else the role first.
account-oneself = This is your own account. You change password and sessions in “My account”.

# Audit trail
audit-title = Audit trail
audit-note = Who did what in your organisation and when, the newest first. Each entry is chained to the one before; what was changed later is found when the trail is verified.
audit-none = No entries yet.
audit-older = Older entries
audit-newest = To the newest
audit-cli = Operator (command)
audit-system = Server
audit-act-organisation-add = Organisation added
audit-act-organisation-look = Crest or colours changed
audit-act-organisation-name = Name of the organisation changed
audit-act-staff-add = Account added
audit-act-staff-invite = Invitation link made
audit-act-staff-accept = Invitation accepted
audit-act-staff-roles = Roles changed
audit-act-staff-disable = Account disabled
audit-act-staff-enable = Account enabled
audit-act-staff-reset = Password reset
audit-act-staff-password = Password chosen
audit-act-staff-ask = Asked for a link to choose another password
audit-act-mail-fail = Mail not sent
audit-act-session-end-others = Sessions ended
audit-act-session-begin = Signed in
audit-act-session-refuse = Sign-in failed (number of attempts)
audit-act-session-end = Signed out
audit-act-access-refuse = Page refused that the role does not allow
audit-act-survey-publish = Survey published
audit-act-survey-version = New version published
audit-act-survey-open = Survey opened
audit-act-survey-pause = Survey paused
audit-act-survey-extend = Last day changed
audit-act-survey-close = Survey closed
audit-act-survey-archive = Survey put into the archive
audit-act-survey-unarchive = Survey taken out of the archive
audit-act-survey-delete = Survey deleted
audit-act-survey-export = Answers downloaded
audit-act-survey-simulate = Answers simulated
audit-act-survey-mix-force = Mix forced
audit-act-stores-reconcile = Stores put in order after a restore
audit-act-codes-draw = Codes drawn
audit-act-clock-confirm = Clock confirmed
audit-act-contacts-read = Addresses and reports read
audit-act-contacts-delete = Addresses and reports deleted

# The second factor
login-code-title = Type the code of your app
login-code-step = Step 2 of 2
login-code-label = Six digits, or a recovery code
login-code-hint = The code changes every 30 seconds. Spaces do no harm.
login-code-back = Back to the password
login-code-lost = Phone lost? Take one of your recovery codes. Without them your administrator can reset the second factor.
login-code-wrong = This code does not count. Type the one that the app shows now; each counts once. { $left } more attempts, then a pause of 15 minutes.
login-code-paused = Too many codes were wrong. You can try again in 15 minutes.
factor-title = Second factor
factor-short = second factor
factor-text = Beside the password, signing in then asks for a code that an app on your phone shows. So a password that was guessed helps nobody.
factor-begin = Set up a second factor
factor-there = Your second factor is set up.
factor-demanded = Your organisation demands a second factor of everybody with the role “Administration”. Set it up to go on.
factor-scan = Scan the square with an app for sign-in codes, or type the key there. Then type the code that the app shows.
factor-square = QR code with the key that stands below it
factor-key = Key
factor-code = Six digits of the app
factor-confirm = Finish
factor-wrong = This code does not fit. Type the one that the app shows now, and check the clock of the phone.
factor-remove = Remove the second factor
me-factor-there = Set up. { $left } recovery codes are left.
recovery-title = Your recovery codes
recovery-text = The second factor is set up, all other sessions have ended. If you lose the phone, sign in with one of these codes; each counts once. Write them down now: they are shown this once.
recovery-done = I have written them down
people-factor-note = This account has a second factor. Remove it only when the phone is lost; all sessions end.
people-factor-remove = Remove the second factor
account-factor-demanded = An organisation that you work for demands a second factor of everybody with the role “Administration”. So it cannot be removed.
audit-act-factor-add = Second factor set up
audit-act-factor-remove = Second factor removed
audit-act-factor-recover = Recovery code used
audit-act-organisation-factor = Second factor demanded of administrators or not
audit-act-organisation-publisher = What the organisation says of itself to residents changed

# Surveys
surveys-new = New survey
surveys-list = List of surveys
surveys-filter = Filter by state
surveys-filter-all = All
surveys-filter-open = Open
surveys-filter-paused = Paused
surveys-filter-planned = Planned
surveys-filter-closed = Closed
surveys-filter-archive = Archive
surveys-none = No survey yet
surveys-none-so = No survey is in this state.
surveys-begin = Begin with “New survey”: with a version that was published before, or with a file (JSON, XLSForm). Nothing is sent to anybody yet.
surveys-begin-others = A survey is created by somebody with the role “Questionnaires”. Until then there is nothing to do here.
surveys-days = Days
surveys-access = Access
surveys-version = Version
surveys-came = Received
surveys-access-open = open to all
surveys-access-code = with a code
surveys-mode-anonymous = anonymous
surveys-mode-confidential = confidential
surveys-open-door = without a code, too
surveys-number = number { $number }
surveys-fewer = fewer than { $batch }
surveys-in-days = { $days ->
        [one] tomorrow
       *[other] in { $days } days
    }
surveys-day-of = day { $day } of { $days }
surveys-days-left = { $days ->
        [0] last day
        [one] one more day
       *[other] { $days } more days
    }
surveys-more = More
surveys-note = Received = submitted and mixed; new ones are added once a day at most. Where there are fewer than are mixed at once, only that is told, so that nobody can single out an answer.
waves-next = Create the next wave
waves-number = Wave { $number }
waves-heading = Wave { $number } of the study “{ $study }”
waves-study = study “{ $study }”, { $waves ->
    [one] one wave
   *[other] { $waves } waves
}
step-open = Open
step-field = Field phase
step-resume = Resume
step-results = Results
step-look = Look
staff-created = The survey is created. Within seconds it can be found at its address.
staff-created-codes = Its codes are drawn on the server, with “zugvogel codes”.
staff-known = This survey had been created already, just as it was filled in. No other one was added.
staff-versions = Versions
staff-version-number = Number
staff-version-label = Label
staff-version-day = Published
staff-version-file = File
staff-version-current = in the field
field-title = Field phase
field-decided = Saved. Within seconds it holds on residents’ pages, too.
field-gone-text = The survey has been over for more than { $days } days. Codes and what was begun are deleted, so it cannot be opened again. Create a new survey for another wave.
field-last-day = Last day
field-day-wrong = Write the day as year-month-day, such as 2026-11-05.
field-title-open = Open now
field-text-open = Residents can answer from today on; today becomes the first day. Who came before has read when it begins.
field-button-open = Open
field-title-resume = Resume
field-text-resume = Who has begun goes on where she was. Codes work again.
field-button-resume = Resume
field-title-reopen = Open again
field-text-reopen = { $planned ->
        [yes] Residents can answer again at once, until the planned last day, { $until }. What was begun is still there.
       *[no] Residents can answer again at once, without a last day. What was begun is still there.
    }
field-button-reopen = Open again
field-title-pause = Pause
field-text-pause = Who comes is told to come again later. What was begun is kept; who has begun can go on only when you resume, too. What was submitted stays submitted.
field-button-pause = Pause
field-title-extend = Last day
field-text-extend = Residents can answer until the end of this day. Who has begun by then may still finish afterwards. A survey that is over is opened again by this.
field-button-extend = Set the last day
field-title-close = Close
field-text-close = Nobody can begin afterwards. For { $days } days this can be taken back.
field-button-close = Close the survey
field-title-archive = Archive
field-text-archive = The survey leaves the list and stands only under “Archive” there. Answers and results stay as they are.
field-button-archive = Put into the archive
field-title-unarchive = In the archive
field-text-unarchive = The survey stands only under “Archive” in the list. When it is opened again, it comes back by itself.
field-button-unarchive = Take out of the archive
delete-link = Delete the survey …
delete-title = Delete “{ $title }”?
delete-lead = This cannot be undone. Download first what you must keep.
delete-not-over = The survey is still running. Close it first; it can be deleted once it can no longer be opened again.
delete-too-early = Until { $until } it can be opened again. Only then can it be deleted.
delete-goes = What is deleted
delete-answers = All answers with files and counts, and archives that were prepared for download
delete-begun = What was begun and not submitted
delete-invitations = { $count ->
        [0] Codes and invitations (none here)
        [one] Codes and 1 invitation
       *[other] Codes and { $count } invitations
    }
delete-contacts = { $count ->
        [0] Addresses and reports of residents (none here)
        [one] 1 address or report of residents
       *[other] { $count } addresses and reports of residents
    }
delete-stays = What stays
delete-stays-trail = The audit trail: who created, led and deleted the survey, and when
delete-stays-versions = The questionnaire with its published versions
delete-stays-files = What was downloaded already
delete-stays-copies = Backups, until they are overwritten. If somebody puts one back, the survey is deleted again.
delete-label = To confirm, type the name of the survey: { $name }
delete-wrong = This is not the name of the survey. It is called { $name }.
delete-button = Delete for good
delete-not = Do not delete it
delete-done = The survey is deleted. Until all answers have left the stores it takes a few minutes at most.
close-title = Close “{ $title }”?
close-told = Who comes and has not begun reads that the survey ended on { $day }.
close-begun = Who has begun may still submit in the days of grace, and not afterwards.
close-letters = Codes that are still on their way lead to nothing any more.
close-again = For { $days } days you can open it again. Then codes and what was begun are deleted.
close-not = Do not close it
close-impossible = This survey is not running now; there is nothing to close.
new-lead = Creating a survey publishes its questionnaire. Without a first day, or with one that has come, residents can answer at once.
new-wave = Wave { $number } of the study “{ $study }”
new-wave-note = Proposed is what was true of the wave before, “{ $of }”: its questionnaire in the newest version, how near answers are to people, what it offers, and as many days, after its last one. You can change all of it. That the survey belongs to the study “{ $study }”, and its number, { $number }, cannot be changed later.
new-wave-taken = Wave { $number } of the study “{ $study }” has been created meanwhile: “{ $slug }”. What you typed is still here. If you create it now, it becomes wave { $next }.
new-wave-overlap = The wave before, “{ $slug }”, runs until { $closes }: for some time both take answers.
new-wave-endless = The wave before, “{ $slug }”, has no last day: until somebody closes it, both take answers.
new-study-taken = “{ $slug }” is the name of a study that still has “{ $wave }”. Choose another name, or create the next wave on the page of “{ $wave }”.
new-checks = Before you create it
new-anyway = I have read this; create it all the same
new-confirm = Read what is under “Before you create it” and tick the box there, or change it first.
new-check-publisher = The questionnaire says who asks, with contact, imprint and privacy notice.
new-check-no-publisher = The questionnaire does not say who asks: contact, imprint and privacy notice are missing. Residents would have nobody to turn to.
new-fill-publisher = Put in what the organisation says of itself where that is missing. The questionnaire is published with it as a new version; the draft stays as it is.
new-check-true = What the texts say of codes and anonymity does not contradict the chosen mode.
new-check-untrue = This is not true of this survey: “{ $sentence }” ({ $path }). Begin the paragraph with a mark such as {"{"}not { $mark }{"}"}, so that it is read only where it holds.
new-questionnaire = Questionnaire and address
new-version = Published version
new-version-none = none – upload a file
new-version-choice = { $name }, number { $number } of { $day }
new-file = Or a file
new-file-hint = JSON, XLSForm (.xlsx, .xls, .csv, .md) or LimeSurvey (.lss). Pictures and lists in files of their own work on the server only.
new-file-again = Please choose the file again; the browser does not send it by itself.
new-file-kind = “{ $name }” is no questionnaire that we can read: JSON, XLSForm (.xlsx, .xls, .csv, .md) or LimeSurvey (.lss).
new-more = and { $count } more
new-nothing-chosen = Choose a published version or a file.
new-two-chosen = Choose either a version or a file, not both.
new-slug = Name in addresses
new-slug-hint = Residents come by /s/NAME. Small letters a–z, digits and -; it cannot be changed later.
new-slug-wrong = The name in addresses may have a–z, 0–9 and - only, must not begin with -, and has 60 characters at most.
new-mode = How near answers are to people
new-mode-hint = This is part of what residents are promised. It cannot be changed later.
new-mode-missing = Choose how near answers are to people.
new-mode-open = Open
new-mode-means-open = Anybody can answer, without a code. Nobody knows who answered, but somebody may answer several times.
new-mode-anonymous = Anonymous with a code
new-mode-means-anonymous = Each code works once. No way leads back from an answer to an address, not for us either.
new-mode-confidential = Confidential with a code
new-mode-means-confidential = A link between waves is kept, and residents are told so. It ends when the invitation is deleted.
new-offers = What the survey offers beside
new-offers-hint = This cannot be changed later either.
new-offer-open-door = Without a code, too
new-offer-means-open-door = Who has no letter can answer all the same. These responses are counted apart.
new-offer-withdrawal = Withdrawal code
new-offer-means-withdrawal = After submission residents get a code with which they can have their answers deleted. With it they can be found.
new-offer-draw = Prize draw
new-offer-means-draw = After submission, in a form of its own, apart from the answers.
new-offer-report = Results by mail
new-offer-means-report = After submission, in a form of its own, apart from the answers.
new-open-twice = “Without a code, too” is for surveys with codes; this one is open to all already.
new-days = Days and mixing
new-days-hint = Both days may be missing. Without a first day the survey begins at once, without a last one it runs until somebody closes it. Both can be changed later in the field phase.
new-opens = First day
new-closes = Last day
new-days-wrong = The first day, { $opens }, is after the last, { $closes }; nobody could answer.
new-passed = The last day, { $closes }, has passed: nobody can answer.
new-language = The questions are not offered in “{ $missing }”: texts are missing or not reviewed.
new-batch = So many responses are mixed at once at least
new-batch-hint = 20 is usual. Fewer rather tells when somebody answered.
new-batch-wrong = So many must be mixed at once at least: a whole number from 1.
new-small-batch = With { $batch }, responses are mixed in smaller groups than the { $usual } that keep the promise that nobody can be recognised by when they answered.
new-submit = Create and publish
new-cancel = Do not create it
