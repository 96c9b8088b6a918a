
# Questionnaires: the list
questionnaires-title = Questionnaires
questionnaires-lead = This is where questionnaires are written. Respondents see nothing of it until you publish.
questionnaires-written = Being written
questionnaires-none = No questionnaire yet
questionnaires-none-text = Begin with a template: questions, consent and privacy notice are filled in and can all be changed.
questionnaires-changed = last changed on { $day }
questionnaires-edit = Edit
questionnaires-copy = Copy
questionnaires-delete = Delete
questionnaires-begin = New questionnaire
questionnaires-from-template = From a template
questionnaires-template = Template
questionnaires-begin-template = Begin with the template
questionnaires-from-file = From a file
questionnaires-file = File
questionnaires-file-help = XLSForm (.xlsx, .xls, .csv, .md), LimeSurvey (.lss) or our JSON, at most 4 MB. What still has errors is read and shown, too.
questionnaires-begin-file = Read the file
questionnaires-from-nothing = Empty
questionnaires-begin-empty = Begin empty
questionnaires-refused = This is no questionnaire yet:
questionnaires-no-file = No file was chosen.
questionnaires-unknown-file = “{ $name }” is no file that we read: choose one that ends in .xlsx, .xls, .csv, .md, .lss or .json.
questionnaires-untitled = Untitled questionnaire
questionnaires-first-page = First page
questionnaires-delete-title = Delete “{ $title }”?
questionnaires-delete-text = The draft and all its changes are deleted. What was published from it stays. This cannot be undone.

# The editor
editor-draft = Draft
editor-saved-at = saved at { $time }
editor-saved-on = saved on { $day }, { $time }
editor-failed = Not saved, we keep trying
editor-not-done = That did not arrive. Press again.
editor-refused = Not saved: see the message
editor-too-long = Not saved: the text is too long. It is still here; shorten or split it.
editor-signed-out = Not saved: you are signed out. Sign in in a new window; what you typed stays here.
editor-undo = Undo: { $what }
editor-undo-nothing = Undo: nothing
editor-redo = Redo: { $what }
editor-redo-nothing = Redo: nothing
editor-check = Check
editor-to-publish = To publication
editor-list = All questionnaires
editor-back = Back to the draft
editor-outline = Outline
editor-outline-show = show
editor-errors-short = errors
editor-warnings-short = warnings
editor-preview = Preview
editor-preview-title = Preview of the page as respondents see it
editor-preview-note = Shows what is saved. What you answer in it stays there.
editor-preview-alone = In a window of its own
editor-preview-wide = at a desk
editor-preview-dark = dark
library-title = From another questionnaire
library-lead = What you take over is put as a copy behind the place where you are. Choice lists come along. Names stay where they are free here: that way answers can be compared.
library-from = Questionnaire
library-search = Text or name
library-show = Show
library-nothing = Nothing in it says that.
library-count = { $n ->
    [one] one question
   *[other] { $count } questions
}
library-page = The whole page
library-take = Take over
editor-as-text = As text (JSON)
editor-language = Texts in:
editor-more = More settings ({ $count } set)
editor-sections = Sections ({ $count })
editor-ends = Ends ({ $count })
editor-quotas = Quotas ({ $count })
editor-lists = Choice lists ({ $count })
editor-save = Save
editor-up = Move up
editor-down = Move down
editor-duplicate = Duplicate
editor-remove = Delete
editor-to-page = To another page
editor-move = Move
editor-new-question = New behind it
editor-new-inside = New in it
editor-add-question = Add a question
editor-add-page = Add a page
editor-new-part = New in this questionnaire
editor-files = As a file:
editor-files-zip = JSON with pictures and sounds (ZIP)
editor-publisher-fill = Put in what the organisation says of itself
editor-publisher-hint = Puts in the organisation’s contact, imprint and privacy notice where nothing is said here. What is there stays.
editor-publisher-none = Your organisation says nothing of itself yet. Somebody with the role “Administration” writes it on the page “Organisation”.
editor-publisher-full = All that the organisation says of itself in these languages is here already.
editor-add-section = Add section
editor-add-end = Add early end
editor-add-quota = Add quota
editor-list-users = This list belongs to: { $questions }.
editor-problems = Check
editor-problems-here = Check of this part
editor-counts = { $errors ->
    [one] one error
   *[other] { $errors } errors
}, { $warnings ->
    [one] one warning
   *[other] { $warnings } warnings
}
editor-sound = Nothing found: the questionnaire can be published like this.
editor-error = Error
editor-warning = Warning
editor-none = –
editor-questionnaire = Title, imprint, privacy
editor-choices = Choices
editor-rows = Rows
editor-list-name = List
editor-shared = Others have this list, too: { $questions }. What you change here changes everywhere.
editor-own-list = Make a list of its own
editor-many = The list has { $count } entries and is not shown here.
editor-no-items = None yet.
editor-value = Value
editor-text = Text
editor-item-value = Value { $number }
editor-item-text = Text { $number }
editor-item-right = Text on the right { $number }
editor-item-up = Move { $number } up
editor-item-down = Move { $number } down
editor-item-drop = Take { $number } out
editor-new-choices = More choices
editor-new-rows = More rows
editor-new-items-help = One a line. You can paste from Word or Excel: a column with the text, or value and text.
editor-add-choices = Add choices
editor-add-rows = Add rows
editor-no-number = { $field }: “{ $typed }” is no number.
editor-conflict = { $field }, { $what }: somebody else changed it meanwhile; it now says “{ $now }”. What you typed is still here. Save once more if yours shall hold.
editor-too-many = At most { $most } lines at once. Paste the list in parts, or read it from a file.
editor-too-large = The questionnaire would become too large: it may have 4 MB.
misfit-absent = { $what } is no longer there; somebody else deleted it. Undo brings it back.
misfit-taken = { $what } exists already. Choose another name.
misfit-ambiguous = There are several { $what }. Give each a name of its own.
misfit-misplaced = It cannot stand there.
misfit-deep = It cannot be nested any deeper.
misfit-id = Names are changed in the field “Name”.
misfit-unfit = { $path }: { $why }
edit-set = { $field } ({ $what })
edit-rename = Name of { $what }
edit-insert = Something new in { $what }
edit-remove = Deleting { $what }
edit-move = Moving { $what }
edit-duplicate = Duplicating { $what }
edit-languages = Languages
edit-replace = The whole text
media-image = Picture
media-big-image = large picture
media-audio = Sound
media-video = Film
media-help = Pictures as png, jpg or webp of up to 10 MB; they are made smaller, and place and time of the photograph are lost. Sounds as mp3, m4a or ogg, and films as mp4 or webm of up to 10 MB. Not everybody sees a picture: what it shows must stand in the text, too.
media-absent = the file is missing
media-remove = Remove
media-remove-this = Remove { $what }
media-of-choices = Pictures and sounds of the choices
edit-several = { $first } and { $more } more
sort-questionnaire = Questionnaire
sort-section = Section
sort-page = Page
sort-question = Question
sort-row = Row
sort-part = Part
sort-end = End
sort-quota = Quota
sort-list = List
sort-choice = Choice
condition-join = Join rules by
condition-all = AND – all must hold
condition-any = OR – one is enough
condition-and = and
condition-or = or
condition-new = New rule: question
condition-question = Rule { $number }: question
condition-how = Comparison
condition-value = Answer
condition-drop = Remove rule { $number }
condition-source = As an expression
condition-nested = Rules cannot say this; it stays an expression.
condition-means = Means: { $rules }.
rule-is = is
rule-is-not = is not
rule-ticked = contains
rule-not-ticked = does not contain
rule-at-least = is at least
rule-at-most = is at most
rule-greater = is more than
rule-less = is less than
rule-answered = is answered
rule-unanswered = is not answered
rule-quoted = “{ $text }”
role-of-direction = Direction of the move: 1 in, 2 out
role-of-group = Group of the analysis
role-of-origin = Place before the move
role-of-destination = Place after the move
role-of-reason-group = Reasons: main areas that played a part
role-of-reason = Reasons: ticked, as codes of the frame
role-of-reason-other = Reasons: “other” of an area, as text
role-of-reason-side = Reasons: old or new place
role-of-reason-importance = Reasons: how important an area was
role-of-reason-main = Reasons: the most important
role-of-reason-second = Reasons: the second most important
role-of-reason-trigger = Reasons: what set the date
role-of-reason-open = Reasons: in own words
role-of-image = Image of the region: statement or pair of opposites
role-of-image-word = Image of the region: a word that comes to mind
role-of-image-valence = Image of the region: whether that word is good or bad
role-of-recommend = Recommendation from 0 to 10
role-of-transparency-important = Offers: how important an area is
role-of-transparency-known = Offers: how well known
role-of-transparency-findable = Offers: how easily found
role-of-transparency-used = Offers: how often used
role-of-transparency-satisfied = Offers: how satisfied
role-of-transparency-overall = Offers: overview on the whole
role-of-transparency-channel = Offers: ways of hearing of them
role-of-transparency-late = Offers: heard of too late
role-of-offer-known = A certain offer: whether known
role-of-lever = What would make people stay or return
role-of-return = Intention to return
role-of-stay = Intention to stay
role-of-source = How somebody heard of the survey
role-of-stratum = Stratum for weighting
level- = by the kind of question
level-nominal = categories without order
level-ordinal = categories with order
level-scale = numbers
flag-no = no
flag-yes = yes
flag-when = while the expression beside it holds
missing-label-8 = Don’t know
missing-label-7 = Prefer not to say
missing-label-6 = Does not apply
missing-code-8 = Don’t know (−8)
missing-code-7 = Prefer not to say (−7)
missing-code-6 = Does not apply (−6)
order- = as written
order-rotate = begun at a random place
order-shuffle = shuffled
mirror- = each row
mirror-battery = all rows together
mirror-never = never
part-year = Year
part-month = Month
part-day = Day
kind-select_one = One of a list
kind-select_multiple = Several of a list
kind-matrix = Matrix
kind-differential = Semantic differential
kind-integer = Whole number
kind-decimal = Decimal number
kind-text = Text
kind-date_parts = Date in parts
kind-lookup = Search in a long list
kind-consent = Consent
kind-note = Note without a question
kind-calculate = Calculation
kind-group = Group of questions
kind-repeat = Repeat
kind-date = Date
kind-time = Time
kind-date_time = Date and time
kind-rank = Ranking
kind-range = Scale
kind-acknowledge = Acknowledgement
kind-geopoint = Place on earth
kind-upload = File
kind-metadata = Metadata
kind-hidden = Hidden value
kind-foreign = From another program
prop-kind = Kind of question
prop-name = Name
prop-label = Text
prop-hint = Hint
prop-guidance = More help
prop-unit = Unit
prop-media = Picture, sound or film
prop-short = Short name
prop-required_message = When a required answer is missing
prop-constraint_message = When an answer is not accepted
prop-relevant = Asked when
prop-required = Required
prop-constraint = Condition for the answer
prop-calculation = Calculation
prop-trigger = Trigger
prop-default = Default
prop-read_only = Read only
prop-choice_filter = Filter of the choices
prop-count = How often
prop-min = Least value
prop-max = Greatest value
prop-step = Step
prop-max_length = At most so many characters
prop-choices = List of choices
prop-order = Order
prop-mirror = Exchange the poles
prop-seed = Seed of the order
prop-other = “Other, please state” after
prop-missing = Ways not to answer
prop-stem = Stem of the columns
prop-role = Role in the analysis
prop-item = Key of the role
prop-level = Measurement level
prop-sensitive = Particularly sensitive
prop-quasi_identifier = Could identify together with others
prop-off = Not asked
prop-hidden = Not exported
prop-metadata = What it holds
prop-upload = Kind of file
prop-max_pixels = Longer side in pixels
prop-multiline = Several lines
prop-appearance = Appearance (XLSForm)
prop-title = Title
prop-intro = Introduction
prop-section = Section
prop-core = Part of the core
prop-right = Right pole
prop-part = Part of the date
prop-value = Value
prop-exclusive = Excludes others
prop-after = After the page
prop-when = When
prop-text = Text
prop-keep = Keep the answers
prop-disposition = Disposition
prop-skip = Skips
prop-version = Version label
prop-languages = Languages
prop-publisher = Who asks
prop-publisher-name = Who asks
prop-publisher-unit = Unit
prop-publisher-contact = Contact
prop-publisher-phone = Telephone
prop-publisher-email = E-mail
prop-publisher-hours = Hours
prop-publisher-imprint = Imprint
prop-publisher-privacy = Privacy notice
prop-welcome = First page
prop-welcome-title = Heading of the first page
prop-welcome-lead = Why we ask you
prop-thanks = Last page
prop-thanks-title = Heading of the last page
prop-thanks-text = What happens to the answers
editor-text-stale = Somebody else changed the questionnaire meanwhile. Your text is still here. Save once more if it shall hold.
editor-text-help = docs/questionnaires.md describes the properties. Undo brings back what is deleted here.

# Publishing
publish-title = Publish
publish-unsound = { $n ->
    [one] One error still keeps the questionnaire back.
   *[other] { $count } errors still keep the questionnaire back.
}
publish-withheld = Not published, since it is not reviewed yet: { $languages }.
publish-new = As a new survey
publish-new-text = With an address, days and answers of its own. What is in the field stays as it is.
publish-new-button = Create a survey
publish-running = In a survey that is there already
publish-survey = Survey
publish-compare = Compare
publish-lead = { $survey } runs with version { $number }. Until you confirm below, nothing changes for respondents.
publish-same = This is the version in the field: there is nothing to publish.
publish-changes = { $all ->
    [0] Only the version label is another one
    [one] One change
   *[other] { $all } changes
}{ $heavy ->
    [0] {""}
    [one] , one of which needs a new version
   *[other] , { $heavy } of which need a new version
}
publish-marks = Sorted by weight. Struck through goes, underlined comes.
publish-tag-breaks = breaks stored answers
publish-tag-new = new version needed
publish-tag-text = text only
publish-structural = Whoever has begun answers to the end the version with which she began. Who begins from now on gets this one. The export has both beside each other; what did not exist in a version has −4 there.
publish-minor = It holds for everybody at once, also for interviews that were begun. Stored answers stay as they are.
publish-withdrawn = The survey will no longer be offered in: { $languages }.
publish-untrue = This is not true of the survey: “{ $sentence }”
publish-read = I have read what changes.
publish-button = Publish
publish-breaking = { $what } is not what it was in version { $version } of the survey; stored answers could not be read any more. Give what is new another name or value, and leave the old one or take it out.
publish-stale = The questionnaire was changed meanwhile. Read once more what changes.
publish-errors = The questionnaire still has errors.
publish-other = The survey has another questionnaire.
publish-breaks = Stored answers could not be read any more.
publish-unread = Confirm that you have read what changes.
publish-busy = Somebody else has just published. Compare once more.
publish-picture = The questionnaire shows pictures or sounds that are not here. Remove them in the editor, or choose them there again.
diff-what-added = Added
diff-what-removed = Removed
diff-what-renamed = Renamed
diff-what-moved = Moved
diff-what-reordered = Reordered
diff-what-reworded = Reworded
diff-what-recoded = Recoded
diff-what-route = Condition changed
diff-what-changed = Changed
diff-subject-questionnaire = Questionnaire
diff-subject-language = Language
diff-subject-section = Section
diff-subject-page = Page
diff-subject-question = Question
diff-subject-group = Group
diff-subject-repeat = Repeat
diff-subject-row = Row
diff-subject-end = End
diff-subject-quota = Quota
diff-subject-list = List
diff-subject-choice = Choice
diff-subject-frame = Code frame
diff-subject-code = Code
new-manuscript-choice = { $name } (being written, changed on { $day })
audit-act-manuscript-begin = Questionnaire begun
audit-act-manuscript-delete = Draft of a questionnaire deleted

# Translating
translations-title = Translations
translations-lead = Reviewed means that somebody else has read the text beside its source. Drafts are not published, and a language is offered only when no text is missing.
translations-choose = Choose a language
translations-of-all = of { $count } reviewed
translations-count-missing = { $count ->
    [one] one missing
   *[other] { $shown } missing
}
translations-count-drafts = { $count ->
    [one] one draft
   *[other] { $shown } drafts
}
translations-count-changed = { $count ->
    [one] one source changed
   *[other] { $shown } sources changed
}
translations-count-unstated = { $shown } without a review
translations-complete = complete
translations-state = State
translations-state-open = not reviewed, errors first
translations-state-missing = missing
translations-state-draft = draft
translations-state-changed = source changed
translations-state-unstated = without a review
translations-state-reviewed = reviewed
translations-state-all = all
translations-page = Page
translations-all-pages = all pages
translations-around = around the pages
translations-query = Text or variable
translations-apply = Apply
translations-choice = Choice { $value }
translations-missing = missing
translations-missing-note = The language is not offered as long as it is missing.
translations-unstated = without a review
translations-draft = draft
translations-changed = source changed
translations-changed-note = Since the review the source has become another one.
translations-changed-seen = Changed since the review: what is struck out is gone, what is underlined is new.
translations-reviewed = reviewed
translations-reviewed-by = by { $name }
translations-drafted-by = translated by { $name }
translations-lost = The placeholder { $placeholder } is missing.
translations-confirm = Confirm review
translations-own = Yours; somebody else reviews it.
translations-unconfirmed = Review not confirmed: { $why }. What you typed is still here and not saved yet.
translations-no-language = This language is gone; somebody else has removed it. Undo brings it back.
translations-save-next = Save and go on
translations-range = Texts { $first }–{ $last } of { $count }
translations-previous = Back
translations-keys = Ctrl+Enter saves and goes to the next text
translations-next = Go on without saving
translations-none-fit = Nothing here: no text fits the selection.
translations-end = That was the last text of this selection.
translations-again = From the beginning
translations-file-out = Download as a file
translations-file-in = Read a file
translations-by-file = Translate in a spreadsheet
translations-by-file-text = The table has a row for each text. Change only the column “target” and read the file again: what changes becomes your draft.
translations-file-all = All texts: { $language }
translations-file-open = Only what is missing or not reviewed
translations-file = Table
translations-file-help = CSV in UTF-8, at most 2000 changed texts.
translations-no-file = No file was chosen.
translations-encoding = The file is not in UTF-8. Save it as “CSV UTF-8”.
translations-no-column = The first line has no column “{ $column }”.
translations-no-csv = The file is no table: { $why }
translations-too-many = More than { $most } texts are changed. Divide the file.
translations-languages = Languages
translations-no-languages = The questionnaire has one language so far. Add another one, and all texts stand here beside their translations.
translations-new-language = Another language
translations-add = Add language
translations-other-languages = In these languages everything around the questions is written, too. Enter others by their codes in the questionnaire’s settings.
translations-remove = Remove { $language }
translations-remove-ask = Remove { $language } from the questionnaire?
translations-remove-text = { $count ->
    [0] Nothing is translated yet.
    [one] One text goes with it. Undo brings it back.
   *[other] { $count } texts go with it. Undo brings them back.
}
translations-remove-button = Remove language
translations-back = Back to the translations
translations-read = Translations that were read
translations-read-taken = { $count ->
    [0] Nothing taken over
    [one] One text taken over: it is your draft now.
   *[other] { $count } texts taken over: they are your drafts now.
}
translations-read-same = { $n ->
    [one] One was there already.
   *[other] { $count } were there already.
}
translations-read-empty = { $n ->
    [one] One row has no translation.
   *[other] { $count } rows have no translation.
}
translations-read-unknown = { $count ->
    [one] One row was not taken over: there is no such text, or it occurs twice.
   *[other] { $count } rows were not taken over: there are no such texts, or they occur twice.
}
translations-read-lines = Line:
translations-read-texts = What has changed
translations-read-first = The first { $count }
editor-to-translations = Translate
edit-state = Review of a translation

# Comments
comments-title = Comments
comments-open = { $count ->
    [0] Comments: none open
   *[other] Comments: { $count } open
}
comments-done = { $count ->
    [one] One that is done
   *[other] { $count } that are done
}
comments-done-by = done: { $name }, { $moment }
comments-short = { $count ->
    [one] open comment
   *[other] open comments
}
comments-all = All comments
comments-none = Nobody has said anything yet. One can comment in the editor below each question, page and list.
comments-gone = gone: { $key }
comments-new = Comment for colleagues
comments-begin = Comment
comments-answer = Answer
comments-your-answer = Your answer
comments-send = Send answer
comments-finish = Done
comments-reopen = Open again
comments-empty = The comment is empty. Write what it is about.
comments-too-long = The comment is too long: { $most } characters at most.
comments-too-many = The questionnaire has { $most } comments already; there is no room for more.
comments-absent = This place or this comment is gone. What you wrote is still here.
editor-wording = Wording
editor-length = { $usual ->
    [one] about one minute
   *[other] about { $usual } minutes
}, { $phone } on a phone

# Pretest
comments-guest = Pretest: { $name }
comments-nameless = Pretest, no name given
comments-gone-on-page = { $place } (on it, no longer there: { $key })
pretests-title = Pretest
pretests-lead = A link by which others walk through the questionnaire without an account, and comment on it. Their answers are not stored and are in no analysis.
pretests-new = New link
pretests-frozen = Whoever opens the link sees the questionnaire as it is now, in all its languages. What you change later is in the next link only.
pretests-last-day = Last day
pretests-last-day-hint = At most 60 days. You can end the link at any time before.
pretests-make = Make the link
pretests-made-title = The link is ready
pretests-once = Copy it now: it is shown only this once. Whoever has it can read the questionnaire and comment on it.
pretests-links = Links
pretests-none = There is no link yet. Make one above and send it to those who should look at the questionnaire.
pretests-number = Link { $number }
pretests-running = open until { $day }
pretests-over = over since { $day }
pretests-ended = ended
pretests-counts = begun: { $began }, to the end: { $finished }, comments: { $comments }
pretests-made = { $name }, { $moment }
pretests-end = End
pretests-errors = { $count ->
    [one] The questionnaire still has an error. Mend it first: in the editor under “Check”.
   *[other] The questionnaire still has { $count } errors. Mend them first: in the editor under “Check”.
}
pretests-day = Give a day from today until { $latest }.
pretests-too-many-running = { $most } links are open already. End one of them first.
pretests-too-many = This questionnaire has had { $most } links already. Make a copy of the questionnaire and go on there.
audit-act-pretest-begin = Link for a pretest made
audit-act-pretest-end = Link for a pretest ended
