# What has become of a file of LimeSurvey: a sentence for each code.
# The values come with the report; German has the same keys with the same values.

## The report as a whole

lss-counts = { $taken } taken over, { $approximated } approximated, { $lost } no counterpart
lss-taken-over = taken over
lss-approximated = approximated
lss-no-counterpart = no counterpart

## Parts of the file

lss-part-answer = answer `{ $code }`
lss-part-assessment = assessment `{ $name }`
lss-part-attribute = attribute `{ $name }`
lss-part-comment = comment
lss-part-condition = condition `{ $id }`
lss-part-default = default
lss-part-default-of = default of `{ $special }`
lss-part-group = group `{ $title }`
lss-part-languages = languages
lss-part-mails = e-mail templates
lss-part-order = order
lss-part-other = “other”
lss-part-parameter = parameter `{ $name }`
lss-part-pattern = pattern
lss-part-quota = quota `{ $name }`
lss-part-section = section `{ $section }`
lss-part-setting = setting `{ $name }`
lss-part-subquestion = subquestion `{ $code }`
lss-part-text = text `{ $text }`
lss-part-value = default `{ $value }`
lss-part-words = LimeSurvey’s own words

## Types of questions

lss-type-array = array
lss-type-array-10 = array (10 points)
lss-type-array-5 = array (5 points)
lss-type-array-change = array (increase/same/decrease)
lss-type-array-column = array by column
lss-type-array-dual = array dual scale
lss-type-array-numbers = array (numbers)
lss-type-array-texts = array (texts)
lss-type-array-yes-no = array (yes/no/uncertain)
lss-type-date = date
lss-type-display = text display
lss-type-dropdown = list (dropdown)
lss-type-equation = equation
lss-type-gender = gender
lss-type-huge-text = huge text
lss-type-language = language switch
lss-type-list = list (radio)
lss-type-list-comment = list with comment
lss-type-long-text = long text
lss-type-multiple = multiple choice
lss-type-multiple-comments = multiple choice with comments
lss-type-number = number
lss-type-numbers = multiple numbers
lss-type-points = 5 points
lss-type-ranking = ranking
lss-type-short-text = short text
lss-type-texts = multiple short texts
lss-type-unknown = unknown type `{ $letter }`
lss-type-upload = file upload
lss-type-yes-no = yes/no

## What they become

lss-becomes-calculation = the calculation `{ $name }`
lss-becomes-choice = the choice `{ $value }`
lss-becomes-column = a column: a field in each row
lss-becomes-date = the date `{ $name }`
lss-becomes-end = the early end `{ $name }`
lss-becomes-field = the field `{ $name }`
lss-becomes-fields = a field for each subquestion, in the group `{ $name }`
lss-becomes-geopoint = without a map: latitude and longitude, `{ $name }`
lss-becomes-group = the group `{ $name }`
lss-becomes-guidance = stands in the further help
lss-becomes-hint = stands in the help
lss-becomes-link = a link in the text at the end
lss-becomes-list = the list `{ $name }`
lss-becomes-matrices = two matrices, one below the other, in the group `{ $name }`
lss-becomes-matrix = the matrix `{ $name }`
lss-becomes-multiple = the multiple choice `{ $name }`
lss-becomes-note = the note `{ $name }`
lss-becomes-note-empty = there is nothing to answer, so it is the note `{ $name }`
lss-becomes-number = the number `{ $name }`
lss-becomes-other = the choice `{ $value }` with the text `{ $name }`
lss-becomes-page = the page `{ $name }`
lss-becomes-place = a place of the ranking
lss-becomes-quota = the quota `{ $name }`, counted once a day and not while somebody answers
lss-becomes-ranking = the ranking `{ $name }`
lss-becomes-row = the row `{ $name }`
lss-becomes-row-groups = a group of fields for each row, in the group `{ $name }`
lss-becomes-row-multiples = a multiple choice for each row, in the group `{ $name }`
lss-becomes-text = the text `{ $name }`
lss-becomes-text-empty = there is nothing to choose from, so it is the text field `{ $name }`
lss-becomes-thanks = the thank-you page
lss-becomes-unit = the unit of the field
lss-becomes-upload = one file of our types and sizes, `{ $name }`
lss-becomes-welcome = the welcome page
lss-group-empty = it has no questions, so it is left out
lss-group-shuffled = LimeSurvey shuffles the groups of `{ $group }`; here they stay in order
lss-orphan = belongs to no question
lss-page-empty = nothing of it is left, so there is no page for it
lss-rows-unread = { $count ->
        [one] one row is
       *[other] { $count } rows are
    } not read
lss-unasked = left out, since nothing can be answered there

## Questions, rows and answers

lss-all-ranked = `{ $value }`: here all of it is ranked
lss-always-asked = always asked, without the condition `{ $source }`
lss-answer-value = its code is no value here; it is `{ $value }`
lss-any-number = any number within the limits is taken
lss-asked-when = asked when `{ $expression }`
lss-categories = the headings of its answers stand before each answer
lss-comments = each comment is a text field after the choices
lss-conditions = its conditions are left out
lss-count-checked = how many answers there must be is checked as soon as there is one
lss-default-language = the same in every language: that of the base language
lss-default-unfit = its default `{ $value }` is none of a choice
lss-encrypted = encrypted: all answers are, until they are submitted
lss-equation-empty = its value stays empty, without the equation `{ $source }`
lss-exclusive = `{ $code }` excludes all others
lss-filter-empty = `{ $source }` has none of these codes
lss-filter-hides = what does not apply is hidden, not shown as switched off
lss-filtered = by the answers to `{ $source }`
lss-in-columns = in { $columns } columns
lss-is = `{ $source }` is `{ $expression }`
lss-language-switch = left out, since every page lets the language be changed
lss-mandatory = mandatory
lss-most-characters = at most { $length ->
        [one] one character
       *[other] { $length } characters
    }
lss-never-asked = never asked, as in LimeSurvey
lss-never-shown = never shown; it keeps its default
lss-never-stored = never asked; its defaults are not stored
lss-no-limits = no number lies between { $min } and { $max }; there are no limits
lss-no-number = `{ $value }` is no number
lss-no-question = there is no question `{ $code }`
lss-no-text = it has no text; its code is shown
lss-none-such = there is no `{ $name }`
lss-not-shuffled = its fields are not shuffled
lss-other-any-text = any text is taken with “other”
lss-default-no-answer = there is no answer `{ $code }`
lss-other-default = `{ $value }`: the text of “other” begins empty
lss-other-first = at the beginning
lss-other-last = after all other answers
lss-other-optional = the text with “other” may be left empty
lss-own-result = it depends on its own result
lss-points = the points of its answers: there is no assessment here
lss-poles = the texts at both ends of the row stand before it
lss-row-default = the default `{ $value }`: rows have none here
lss-scale-empty = its second scale has no answers
lss-script = its script is left out
lss-shown-by = shown by the note `{ $name }`
lss-shuffled = shuffled
lss-slider-default = the default
lss-sliders = its sliders are scales
lss-softly-mandatory = softly mandatory: LimeSurvey asks once more when it is left empty; here it may be left empty
lss-sorted = sorted by the alphabet of the base language, in every language
lss-source = `{ $source }`
lss-theme = the theme `{ $theme }` only changes the display
lss-tip = said when an answer does not fit

## Attributes that nothing takes over

lss-not-for-type = `{ $value }`: not taken over for this type of question
lss-only-assessment = `{ $value }`: there is no assessment here
lss-only-display = `{ $value }`: only changes the display
lss-only-editor = `{ $value }`: only concerns editing and exporting in LimeSurvey
lss-only-heading = `{ $value }`: rankings have no headings here
lss-only-map = `{ $value }`: there are no maps here
lss-only-order = `{ $value }`: the order is kept here
lss-only-print = `{ $value }`: only concerns the printed survey
lss-only-statistics = `{ $value }`: only concerns LimeSurvey’s statistics
lss-only-sums = `{ $value }`: sums are not shown here
lss-only-time = `{ $value }`: the time for an answer is not limited here
lss-only-upload = `{ $value }`: what may be uploaded is fixed here
lss-unknown-attribute = `{ $value }`: this attribute is not known here

## The survey and its settings

lss-languages = { $codes }
lss-mails = { $count ->
        [one] one text
       *[other] { $count } texts
    }: letters are written when inviting
lss-no-assessment = there is no assessment here
lss-no-parameters = answers are not taken from the address of a page
lss-page-per-group = a page for each group
lss-page-per-question = a page for each question
lss-quota-action = LimeSurvey’s action `{ $action }` is not known; here the interview ends
lss-quota-empty = no question after which the interview could end
lss-quota-every-page = LimeSurvey looks at it with every page; here the interview ends when the last of its questions is answered
lss-quota-hidden = LimeSurvey looks at it when a hidden question gets its value, too; here the interview ends after the page of its last question
lss-quota-inactive = it is not active, so it is left out: a limit of { $limit } for { $cell }
lss-quota-no-limit = its limit `{ $limit }` is not a whole number
lss-quota-soft = whoever is stopped can go back and change the answer
lss-say-who-asks = `{ $value }`: say under `publisher` who asks
lss-set-absent = `{ $value }`: there is no such thing here
lss-set-anonymous = `{ $value }`: answers are always anonymous here
lss-set-back = `{ $value }`: respondents can always go back
lss-set-drafts = `{ $value }`: answers are kept in a draft until they are submitted
lss-set-end-page = `{ $value }`: the end is always a page
lss-set-field-phase = `{ $value }`: this is set when the survey is put into the field
lss-set-later = `{ $value }`: respondents can always go on later
lss-set-look = `{ $value }`: the look is that of this installation
lss-set-no-answer = `{ $value }`: “no answer” is no choice; what is not mandatory may be left empty
lss-set-no-mail = `{ $value }`: there is no mail about single responses
lss-set-no-results = `{ $value }`: results are not shown to respondents
lss-set-not-stored = `{ $value }`: times, addresses and referring pages are never stored with answers here
lss-set-print = `{ $value }`: respondents print what they see
lss-set-shown = `{ $value }`: it is always shown
lss-set-submitted = `{ $value }`: what was submitted is not changed here
lss-set-watched = `{ $value }`: respondents are not watched here
lss-words-english = LimeSurvey’s own words (yes, other …) in `{ $language }` are English

## Texts

lss-expression-in-text = `{"{"}{ $script }{"}"}` in its text
lss-foreign-language = its text in `{ $language }`, no language of the survey
lss-formatting-dropped = formatting within an expression of its text is dropped
lss-in-text = in its text
lss-stays-in-text = `{"{"}{ $script }{"}"}` stays in its text
lss-text-field = the form field `{ $name }`
lss-text-link = the link to `{ $to }` (only https, mailto and tel)
lss-text-media = `{ $name }` of `{ $source }`
lss-text-picture = the picture `{ $source }`
lss-text-script = a script
lss-text-table = a table (its rows have become lines)
lss-within-tag = `{ $insert }` within a tag of its text

## Expressions

lss-expr-alphabet = `{ $text }` is compared by the alphabet
lss-expr-assigns = `{ $sign }` would change an answer; `==` compares
lss-expr-delimiters = the pattern `{ $pattern }` does not stand between two equal signs
lss-expr-ends = the expression ends too early
lss-expr-in-a-row = more than { $most } `{ $sign }` follow each other
lss-expr-neither = `{ $text }` is neither a number nor a variable
lss-expr-no-answer = `{ $name }` stands for no answer here
lss-expr-no-comparison = there is no comparison `{ $sign }`
lss-expr-none = `{ $what }` has no counterpart
lss-expr-participants = there is no data of participants here: not `{ $name }`
lss-expr-parts = the expression has more than { $most } parts
lss-expr-several = `{ $name }` stands for several answers
lss-expr-unexpected = `{ $found }` was not expected
lss-expr-unique = `unique` with more than { $most } answers
lss-note-case = only Latin letters change their case
lss-note-order = different texts are not ordered: the comparison gives 0 or 1
lss-note-plain = answers are always plain text, so nothing is masked or stripped
lss-note-thousands = numbers are written without thousands separators
lss-note-trim = `trim` also makes several spaces within a text one
lss-note-zeros = rounded numbers have no zeros at their end
