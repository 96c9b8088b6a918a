# What authors of questionnaires are told: one message for each code of a problem or hint.
# Values come with the problem; German has the same keys with the same values.

## The frame of every sentence

severity-error = error
severity-warning = warning
place-file = the file
place-line = line { $line }, column { $column }
place-path-line = { $path } (line { $line }, column { $column })
place-beside = { $path } ({ $file })
place-beside-line = { $path } ({ $file }, line { $line })
place-beside-column = { $path } ({ $file }, line { $line }, column { $column })
place-row = { $sheet } row { $row }
place-column = { $sheet } row { $row }, column { $column }
place-sheet-column = { $sheet }, column { $column }
place-within = { $place } at { $line }:{ $column }

## Names, kinds, texts and conditions: what the check of a questionnaire finds

no-column = no choice of the list `{ $list }` has `{ $name }`: it is empty
write-reference = write `${"{"}{ $name }{"}"}` for an answer
write-reference-or-text = write `'{ $name }'` for a text, `${"{"}{ $name }{"}"}` for an answer
write-text = a text is written in quotes: `'{ $value }'`
write-value-of-label = `{ $label }` is the label of a choice; write its value, `'{ $value }'`
write-call = write `{ $call }`
value-never = `${"{"}{ $name }{"}"}` is never `{ $value }`: no choice has this value
value-always-other = `${"{"}{ $name }{"}"}` is always something else than `{ $value }`: no choice has this value
column-never = no choice has `{ $value }` in the column `{ $column }`, so this never holds
column-always-other = no choice has `{ $value }` in the column `{ $column }`, so this always holds
column-of-no-answer = no choice has in the column `{ $column }` what can be answered to `{ $name }`
value-alone = this holds only where nothing else is picked in `{ $name }` beside `{ $value }`
value-alone-not = this holds also where `{ $value }` is picked in `{ $name }` together with something else
write-selected = write `selected(${"{"}{ $name }{"}"}, '{ $value }')` for one of several
label-of-value = `{ $label }` is the label; its value is `{ $value }`
values-are = its values are { $values }
value-not-so = no value of `${"{"}{ $name }{"}"}` is so much, so this never holds
value-order-several = `{ $name }` holds several values, so this holds only where one of them is picked alone
write-count = write `count-selected(${"{"}{ $name }{"}"})` for how many are picked, `selected(${"{"}{ $name }{"}"}, '{ $value }')` for one of them
literal-no-date = `{ $value }` is no date, so nothing is before it, after it or equal to it
literal-not-stored = `{ $subject }` is never written `{ $value }`
literal-year = { $value } counts days since 1970 here and is no year
literal-bare-date = `{ $value }` without quotes is a subtraction and no date
literal-alone = `{ $value }` stands alone beside `{ $word }` and is compared with nothing
write-condition = write `{ $condition }`
write-compared = say what it is compared with, as in `${"{"}question{"}"} = { $value }`
literal-no-number = `{ $value }` is no number, so nothing is more than it, less than it or equal to it
write-number = write digits, with a point before decimals
time-compared = `{ $subject }` is a time and no number, so it is neither before, after nor equal to what stands here
write-decimal-time = compare `decimal-time({ $subject })` with `decimal-time('{ $value }')`
call-no-date = `{ $value }` is no date, so `{ $function }` gives nothing
no-such-day = the calendar has no such day: the last one of that month is `{ $last }`
call-no-time = `{ $value }` is no time, so `{ $function }` gives nothing
no-meaning = `{ $name }` means nothing here
has-no-answer = it has no answer
several-answers = it has several answers; write `${"{"}{ $row }{"}"}`
text-no-pipe = `{ $near }` is printed as it stands: it is no `${"{"}name{"}"}`
write-pipe = for the answer write `${"{"}{ $name }{"}"}`
not-an-email = `{ $email }` is no e-mail address
not-a-phone = `{ $phone }` is no telephone number
no-variable = `${"{"}{ $name }{"}"}` does not exist
move-question = it is empty until then; move the question or the condition
asked-later = `{ $name }` is asked on a later page
self-in-constraint = it is the answer in a `constraint`
no-self = `.` means nothing here
no-own-result = a condition or calculation may not depend on its own result
cycle = cycle: { $names }
exchange-bounds = exchange `min` and `max`
too-many-instances = asked { $count } times; there may be { $most }
most-choices = `max` must be a whole number from 1 on, not { $max }
bounds-exchanged = no answer lies between { $min } and { $max }
bound-of-itself = a bound must not depend on the answer that it bounds
most-of-fewer = `max` { $max } is more than there are choices: { $offered }
no-length = with `max_length` 0 nobody can answer
default-refused = the question cannot begin with `{ $value }`: its page does not take that
default-of-several = a question of the kind `{ $kind }` has several answers, so it has no `default`
default-whole = a whole number does not begin with `{ $value }` but with `{ $whole }`
default-write = write it as in `{ $example }`
default-between = { $min } to { $max } are possible
default-least = { $min } or more is possible
default-most = { $max } or less is possible
default-choices = at most { $most } possible
default-steps = the points of the scale are { $step } apart
default-length = { $max } characters are possible
default-exclusive = one of the answers stands alone
default-ranking = a ranking names every answer once
default-constraint = `{ $constraint }` does not hold for it
role-kind = the role `{ $role }` cannot stand on a question of the kind `{ $kind }`
role-kinds = it can stand on { $kinds }
role-twice = the role `{ $role }` is there twice; `{ $first }` has it already
role-one = give it to one question; the analysis reads one
direction-values = `{ $name }` has the role `direction` and can be something else than 1 and 2
direction-is = 1 is a move in, 2 a move out; work it out with a `calculate` where more is asked
role-without-item = a question with the role `{ $role }` needs an `item`
item-not-in-frame = the item `{ $item }` is not in the code frame
there-are = there are { $names }
item-alone = the item `{ $item }` is in no other step that this one belongs to
item-twice = the item `{ $item }` exists already with this role; the export would keep one answer only
reasons-uncoded = these values are not in the code frame, so the export has no code for them: { $values }
codes-of-frame = add them to the frame, or offer its codes: `{"{"} "frame": "…" {"}"}`
code-twice = the code { $code } exists already in this frame
code-no-main = the code { $code } belongs to the category { $main }, which does not exist
code-no-group = the code { $code } belongs to the group { $group }, which does not exist
item-is = the life area, main category or code the row is about
row-without-item = the role of this question needs an `item` in each row
row-without-pole = a row of a differential needs its `right` pole
missing-not-offered = the question does not offer { $code }: `missing` does not name it
missing-picked = -8 don't know, -7 prefer not to answer, -6 does not apply
missing-is-value = `{ $value }` is a missing code here and a value, too
missing-moved = `{ $name }` may hold numbers from -9 to -1: in files its missing codes are { $first } to { $last }
missing-anything = these may hold any number, also -9 to -1, so in files their missing codes are { $first } to { $last }: { $names }
missing-far = say with `min` or `constraint` what it may hold at least, and the usual codes stay
missing-beside = the codebook of the export names them
missing-not-picked = { $code } is no missing code that a respondent can pick
missing-is-choice = { $code } is a choice of the list and is offered as such: leave it out here
no-choice = the list has no choice `{ $other }`
no-list = there is no list `{ $list }`
bracket-empty = the { $kind } has no questions
value-twice = the value `{ $value }` exists already in this list
value-plain = a value is not empty and has no spaces, since several are stored side by side
not-a-value = `{ $value }` is not a value
list-empty = the list is empty
list-frame-unread = the frame `{ $frame }` was not read
list-file-unread = the file `{ $file }` was not read
column-derived = in the data the column of the choice `{ $value }` is called `{ $column }`, since statistics programs do not hold its value in a name, or another one is called the same
list-unused = no question uses this list
name-length = SPSS, Stata and R together hold at most { $most }
name-long = `{ $name }` has { $length } characters
name-held = begin with a letter and use only a–z, digits and _
name-not-held = SPSS and Stata do not hold the name `{ $name }`
name-of-a-variable = begin with a letter and use only letters, digits and _
not-a-variable = `{ $name }` is not a variable name
not-an-id = `{ $id }` is not an id
id-of-one-word = write a word without spaces
id-twice = the id `{ $id }` exists already
id-of-another = without an id, `{ $id }` has that of another
id-comes-from = { $first } has it; give this one an `id` of its own
name-of-a-machine = begin with a letter and use only a–z, 0–9, _ and -
name-of-a-machine-as = write `{ $write }`: it begins with a letter and has only a–z, 0–9, _ and -
not-a-name = `{ $name }` is not a name
name-comes-from = it comes from { $first }
name-twice = the name `{ $name }` exists already
choose-another = every file of answers has a column of this name; choose another
name-reserved = the name `{ $name }` is reserved
name-of-form = the name `{ $name }` is reserved for the forms of the pages
name-without-underscore = begin it with a letter
name-of-field = `{ $name }` is a field of the question `{ $of }` on the same page
name-without-point = write `_` in place of the point
section-before = it counts to the section of the page before it
page-without-section = the page names no section
page-never-shown = nothing on this page is ever shown
page-empty = the page has no questions
move-questions = move the questions into a page of their own
pages-and-questions = a page holds either questions or pages, not both
no-section = there is no section `{ $section }`
page-twice = the page `{ $name }` exists already
name-of-a-page = begin with a letter and use only letters, digits, _ and -
no-page = there is no page `{ $page }`
no-page-at-all = there is no page
frame-file-unread = the file `{ $file }` was not read
add-language = add it to `languages`
not-a-language = `{ $language }` is not a language of this questionnaire
in-more-places = in { $more ->
        [one] 1 more place
       *[other] { $more } more places
    }, too
translation-missing = the translation into `{ $language }` is missing
translation-draft = the translation into `{ $language }` is a draft: it is not published
translation-changed = the source is another one since the translation into `{ $language }` was reviewed: it is not published
translation-language-draft = { $drafts ->
    [one] one translation into `{ $language }` is a draft: it is not published
   *[other] { $drafts } translations into `{ $language }` are drafts: they are not published
    }
translation-placeholder = `{ $lost }` is missing in `{ $language }`, so the translation cannot be reviewed
translation-write-placeholder = write `{ $lost }` in its place in the translation
translation-nowhere = this statement about `{ $language }` is about no text that is there
translation-twice = something is stated about this text in `{ $language }` already; the later one holds
translation-of-first = `{ $language }` is the first language: it is what is translated from
translation-by-nobody = reviewed in `{ $language }`, but it does not say by whom
translation-same-person = `{ $name }` translated and cannot be the reviewer
translation-read-other = source or translation have changed meanwhile: read again what stands there now
translation-other-person = let somebody else review it
no-text = there is no text
write-missing = write `missing.{ $code }` at the top of the questionnaire
missing-unlabelled = { $code } has no label
file-without-text = there is a file but no text
say-in-words = say in words what it shows or tells: not everybody sees and hears it
choice-unlabelled = `{ $value }` has no label; its value is shown
write-publisher = residents must be told: write `name`, `contact`, `privacy` and `imprint`
no-welcome = the first page says nothing about this survey
write-welcome = it has the title only; write under `welcome` who asks, what for, how long it takes and what happens to the answers
no-thanks = the last page says nothing about this survey
write-thanks = it only confirms that the answers have arrived; write under `thanks` what happens next
mark-unknown = `{"{"}{ $word }{"}"}` is no condition for a paragraph and is shown as text
mark-not-here = conditions in braces mean nothing here and are shown as text
marks-belong = write them into the imprint or the privacy notice, the lead or facts of `welcome`, the text or steps of `thanks`
marks-are = there are { $marks }, also with `not` before them
no-publisher = nobody is named who asks
page-untitled = the page has no title
upload-default = there is no file behind a default
pixels-possible = pictures are scaled to { $least } to { $most } pixels
pixels-of-image = only an `image` has `max_pixels`
did-you-mean = did you mean `{ $near }`?
did-you-mean-variable = did you mean `${"{"}{ $near }{"}"}`?
no-language = there is no language
write-languages = write for example ["de", "en"]
language-interface = buttons and messages are not in `{ $code }`: around its questions they are in `{ $others }`
language-misspelt = `{ $code }` is not written as programs know it
language-unreachable = nobody can choose `{ $code }`: it is not a language code
language-none = `{ $code }` is not a language code, and texts are written in `{ $texts }`
write-language = write `{ $code }`
write-language-code = write a code such as `fr` or `ku-x-sorani` (BCP 47), in a header `label::Français (fr)`
language-twice = the language `{ $name }` is there already
section-twice = the section `{ $name }` exists already
end-twice = the end `{ $name }` exists already
quota-twice = the quota `{ $name }` exists already
quota-like-end = an early end has the name `{ $name }`, and the addresses of their pages would be the same
quota-of-none = a quota of 0 is full before anybody came; `max` is at least 1
quota-of-few = when a cell of { $max } is full, that tells of very few people
quota-of-more = let `max` be { $fewest } at least, as many as leave the pool together
quotas-many = there are { $count } quotas; { $most } are the most
quota-ends-and-skips = a quota leaves pages out or ends the interview with a text, not both
quota-either = take away `skip`, or `title` and `text`
quota-last = whoever is in this cell answers everything before the interview ends, and nothing of it is kept
quota-earlier = ask what the condition looks at earlier
quota-skips-nothing = there is no page and no section `{ $name }`
quota-skips-early = `{ $name }` has a page that comes before the quota is decided, which is after `{ $page }`
kind-has-no = `{ $kind }` has no `{ $key }`
kind-needs = `{ $kind }` needs `{ $key }`
picture-shows-who = a picture can show who somebody is
recording-tells-who = a recording can tell who somebody is
document-names-who = a document can name who wrote it
say-no-people = say in the question what must not be in it (no people, no number plates), and mark it with `quasi_identifier`
say-no-names = say in the question what must not be in it (no names), and mark it with `quasi_identifier`
say-no-properties = say in the question what must not be in it (no names, also in its properties), and mark it with `quasi_identifier`
check-no-problems = no problems
check-length = takes about { $usual ->
        [one] 1 minute
       *[other] { $usual } minutes
    }, { $phone } on a phone ({ $least ->
        [one] 1 minute
       *[other] { $least } minutes
    } for what everybody is asked, { $most } for all of it)
check-promised = the first page says { $promised }
check-promised-less = longer than the { $promised } that the first page promises
check-language = { $language }: { $sums }
check-language-complete = complete
check-language-missing = { $count ->
    [one] one text missing
   *[other] { $count } texts missing
    }
check-language-drafts = { $count ->
    [one] one draft
   *[other] { $count } drafts
    }
check-language-changed = { $count ->
    [one] one source changed
   *[other] { $count } sources changed
    }
check-counts = { $errors ->
        [one] 1 error
       *[other] { $errors } errors
    }, { $warnings ->
        [one] 1 warning
       *[other] { $warnings } warnings
    }
convert-nothing-written = { $errors ->
        [one] 1 error
       *[other] { $errors } errors
    }, so nothing is written
convert-written = { $errors ->
        [one] 1 error
       *[other] { $errors } errors
    }; `{ $file }` is written all the same
refused-served = { $name } cannot be served
check-more-warnings = { $more ->
        [one] 1 more warning
       *[other] { $more } more warnings
    }: `zugvogel check` names them all
refused-empty = { $name } cannot be served: there is nothing in it to show
check-switched-off = switched off until it is mended: { $names }

## Expressions

expr-look-up-once = look up rows once, in a calculation of their own
expr-too-much-work = the expression takes too much work
expr-text-too-long = a text that an expression makes may have at most { $most } bytes
expr-write-name = write ${"{"}name{"}"}
expr-write-from-file = write select_one_from_file with a choice_filter
expr-carries-version = every response carries its version
expr-no-device = nothing is known of the respondent's device
expr-no-signatures = signatures are not supported
expr-write-lower = write translate(…, 'ABC', 'abc') with the letters that occur
expr-write-upper = write translate(…, 'abc', 'ABC') with the letters that occur
expr-write-choice-name = write jr:choice-name(${"{"}q{"}"}, '${"{"}q{"}"}') for the label of a choice
expr-not-part = `{ $sign }` is not part of the language
expr-text-open = this text has no closing `{ $quote }`
expr-name-and-brace = a name and `{"}"}` are expected after `${"{"}`
expr-name-without-blanks = write `${"{"}name{"}"}` with a question's name and no spaces
expr-straight-quotes = use straight quotes: "…" or '…'
expr-question-written = a question is written as `${"{"}name{"}"}`
expr-column-alone = columns are written as names alone
expr-write-parent = write `..` for the parent and a name alone for a child
expr-write-mod = write `mod`
expr-write-not = write `not(…)`
expr-write-or = write `or`
expr-write-and = write `and`
expr-write-comma = write `,` between the arguments of a function, `and` or `or` between conditions, and nothing at the end
expr-write-empty = write `= ''` for what is not answered
expr-write-mean = write `sum(…) div count-non-empty(…)`
expr-write-unequal = write `!=`
expr-write-left = what is compared is missing before it: `. { $sign } 5` for the answer itself, `${"{"}name{"}"} { $sign } 5` for another one
expr-write-at-least = write `>=`
expr-write-at-most = write `<=`
expr-write-between = write `. >= 1 and . <= 3`
expr-write-equal = write `=`
expr-write-div = write `div` to divide
expr-write-times = write `*` for a product
expr-write-minus = write `-`
expr-write-point = a point stands before decimals: `{ $number }`
expr-write-decimal-time = write `decimal-time(…)` to compare times
expr-open = this `{ $open }` is not closed
expr-value-after = a value is expected after `{ $before }`
expr-value-before = a value is expected before `{ $found }`
expr-empty = the expression is empty
expr-joins-references = `|` joins references only, such as `${"{"}name{"}"}`
expr-deep = parentheses are nested more than { $most } deep
expr-closes-nothing = `{ $found }` closes nothing
expr-divide = divide it into calculations
expr-long = the expression is longer than { $most } bytes
expr-write-count = write `count(${"{"}repeat{"}"})` for the number of instances
expr-last-inside = `last()` has a meaning in `[…]` only
expr-write-position-current = write `position(current()/..)` for the instance of the question itself
expr-parent-inside = `..` in `[…]` would mean the parent of what is looked at
expr-write-position-up = write `position(..)` for the number of the repeat's instance
expr-position-inside = `position()` has a meaning in `[…]` only
expr-takes-reference-here = `{ $name }` takes a reference such as `${"{"}name{"}"}` here
expr-takes-number = `{ $name }` takes a number after each repeat
expr-no-shape = this is not a shape
expr-three-points = write at least three points `latitude longitude`, separated by `;`
expr-date-parts = write one of %Y %y %m %n %b %d %e %a %H %h %M %S %3 %%
expr-no-date-part = `{ $code }` is no part of a date
expr-takes-weights = `{ $name }` takes a weight after each value
expr-one-of = write one of: { $words }
expr-no-word = `{ $name }` does not know `{ $word }`
expr-write-in-quotes = write it in quotes
expr-takes-file = `{ $name }` takes the name of a file as first argument
expr-write-quoted = write it as '${"{"}name{"}"}'
expr-takes-quoted = `{ $name }` takes a quoted reference as second argument
expr-not-a-pattern = this is not a pattern ({ $problem })
expr-takes-reference = `{ $name }` takes a reference such as `${"{"}name{"}"}`
expr-no-function = the function `{ $name }` is not available
expr-picks-references = `[…]` follows references only
expr-name-after-slash = a name is expected after `/`
expr-no-star = write the name; there is no `*`
expr-rows-once = rows are chosen in one place
expr-after-item = write `[…]` after `item` only
expr-path-no-rows = this path does not lead to rows
expr-write-instance = write instance('list')/root/item[…]/column
expr-takes-list = `instance` takes the quoted name of a list
expr-path-nowhere = this path leads nowhere from here
expr-write-name-alone = write the name of a column or question alone, or begin with `${"{"}name{"}"}`
expr-above-a-row = there is nothing above a row
expr-write-answer = write `${"{"}name{"}"}` or `current()/../name` for an answer
expr-up-alone = `..` alone has no value
expr-write-up = write `../name` for a question, `position(..)` for the instance's number
expr-path-no-question = this path names no question
expr-write-path = write `/data/name` or `${"{"}name{"}"}`
expr-takes = `{ $name }` takes { $count ->
        [one] 1 argument
       *[other] { $count } arguments
    }, not { $found }
expr-takes-at-least = `{ $name }` takes { $least ->
        [one] 1 argument
       *[other] { $least } arguments
    } or more, not { $found }
expr-takes-between = `{ $name }` takes { $least } to { $most } arguments, not { $found }
expr-operator = an operator is expected before `{ $found }`
expr-operator-or-argument = an operator, `,` or `)` is expected before `{ $found }`
expr-operator-or-bracket = an operator or `]` is expected before `{ $found }`
expr-takes-way-up = `position` takes the way up to a repeat
expr-write-way-up = write `position(..)`

## Files: JSON, lists, pictures and sounds

list-no-residual = the frame `{ $frame }` has no residual code { $wanted }
list-no-codes = the frame `{ $frame }` has no such codes
list-no-frame = there is no frame `{ $frame }`
list-no-label-column = { $file }: the first line has no column `{ $label }` or `{ $label }::de`
list-no-features = { $file }: there are no `features`
list-no-entity = { $file }: there is no `&{ $entity };`
list-document-type = { $file }: it has a document type, which is not read
list-entry-without = { $file }: an entry has no `{ $value }`
list-columns = its columns are { $columns }
list-no-column = { $file }: the first line has no column `{ $column }`
list-no-value-column = { $file }: the first line has no column `value` or `name`
list-unreadable = { $file } cannot be read ({ $why })
list-no-json = { $file } cannot be read
list-row-length = the row has { $found ->
        [one] 1 field
       *[other] { $found } fields
    }, the first line has { $wanted }
list-rename-column = call the column `{ $near }`, not `{ $header }`
list-quote-open = { $file }: the quotation mark that opens a cell in line { $line } is not closed
csv-quote-rows = all rows down to line { $last } are in that cell
csv-close-quote = put a `"` at the end of the cell; a quotation mark in such a cell is written twice: `""`
file-unreadable = `{ $file }` cannot be read ({ $why })
file-unfit = `{ $file }` is no { $role }, so it is not shown
files-large = with `{ $file }` all files together have more than 50 MB
file-absent = `{ $file }`: there is no such file
file-put-into-folder = without it nothing is shown here; put it into a folder `NAME-media` beside `NAME.xlsx`
file-changed = `{ $name }` changed while it was read
file-no-format = `{ $file }` is none of png, jpg, webp, mp3, m4a, ogg, mp4, webm, so it is not shown
file-large = `{ $file }` has more than { $megabytes } MB, so it is not shown
file-false-name = `{ $file }` is not what its name says, so it is not shown
file-damaged = `{ $file }` is damaged, so it is not shown
file-many-pixels = `{ $file }` has more than 25 million pixels, so it is not shown
json-unwritable = the questionnaire cannot be written ({ $why })
json-no-field = unknown field `{ $field }`, expected one of { $known }
json-unfit = this does not fit here ({ $why })
json-ends-early = the JSON ends too early
json-syntax = this is no JSON
json-rest-unread = what comes after it was not read: check again once it is mended
json-no-colon = a `:` is expected here, between a name and its value
json-no-comma-in-list = a `,` or `]` is expected here
json-no-comma-in-object = a `,` or `{"}"}` is expected here
json-no-value = a value is expected here, texts in straight double quotes
json-no-name = a name in double quotes is expected here, as in "title"
json-comma-too-many = there is a comma too many before the closing bracket
json-goes-on = the document has ended already
json-bad-number = this is not a number
json-great-number = the number is too great
json-deep = it is nested too deep
json-control-sign = a text does not go on in the next line, and has no tabs; write `\n` for a new line
json-bad-escape = a `\` in a text is written as `\\`
json-not-utf8 = this is no text in UTF-8
json-save-utf8 = save the file as UTF-8
json-keep-one = only the last one would count: keep one of them, or put them together
json-no-word = there is no `{ $word }` here, but { $known }
json-missing = the field `{ $field }` is missing
json-twice = the field `{ $field }` is there twice
json-text-not = a text was expected, not `{ $found }`
json-truth-not = `true` or `false` was expected, not `{ $found }`
json-list-not = a list `[…]` was expected, not `{ $found }`
json-write-list = write `[{ $value }]`
json-write-unquoted = write `{ $value }`, without quotes
json-write-quoted = write `"{ $value }"`, in quotes
json-number-not = a number was expected, not `{ $found }`
json-whole-number-not = a whole number from 0 to { $most } was expected, not `{ $found }`
json-object-not = an object `{"{"}…{"}"}` was expected, not `{ $found }`
json-text = a text was expected, or an object with texts by language
json-choice-list = a list of choices was expected, each with `value` and `label`, or an object that says where they come from
json-frame = a frame was expected, or an object with the file that holds it
json-flag = `true`, `false` or an expression as a text was expected
json-limit = a number was expected, or an expression as a text
file-no-questionnaire = the name of a questionnaire ends in .json, .xlsx, .xls, .csv, .md or .lss
file-is-frame = this is a code frame and no questionnaire
file-is-list = this is a list of choices and no questionnaire
check-its-questionnaire = check the questionnaire that names it: its files are checked along with it
file-none = `{ $file }` is no file
questionnaire-large = the file has more than { $megabytes } MB
file-outside = `{ $file }` must lie beside or below the questionnaire
file-too-large = `{ $file }`: the file has more than 50 MB

## Workbooks

workbook-old-excel = the old Excel format is read only; write .xlsx instead
workbook-damaged = the workbook is damaged
workbook-no-excel = the file is no Excel workbook, or it is damaged or protected by a password
workbook-not-utf8 = the file is not UTF-8 text
workbook-line-not-utf8 = line { $line } is not UTF-8 text; save the file as UTF-8
workbook-quote-open = the quotation mark that opens a cell in line { $line } is not closed
workbook-unwritable = the workbook cannot be written ({ $why })
workbook-bytes = { $found } bytes in the file; at most { $most } are accepted
workbook-sheets = { $found } sheets; at most { $most } are accepted
workbook-rows = { $found } rows in the sheet `{ $sheet }`; at most { $most } are accepted
workbook-columns = { $found } columns in the sheet `{ $sheet }`; at most { $most } are accepted
workbook-cells = { $found } cells in the sheet `{ $sheet }`; at most { $most } are accepted
workbook-characters = { $found } characters in row { $row } of the sheet `{ $sheet }`; at most { $most } are accepted
workbook-files = { $found } files in the workbook; at most { $most } are accepted
workbook-encrypted = the workbook is encrypted
workbook-texts = the workbook claims to have { $found } texts; at most { $most } are accepted
workbook-unpacks = the workbook unpacks to more than { $most } bytes
workbook-ratio = the workbook unpacks to { $times } times its size; { $most } times are accepted
workbook-damaged-because = the workbook is damaged ({ $why })

## XLSForm

form-entities-copy = copy one of the values with a calculation
form-entities-apart = `{ $list }` is used in repeats that are apart (row { $row })
form-entities-room = the survey and each group or repeat have room for one list
form-entities-no-room = there is no place left for entities of `{ $list }`
form-entities-property-twice = `{ $property }` is saved in row { $row } already
form-entities-property = `{ $property }` is not a name for a property
form-entities-group = groups and repeats cannot be saved to an entity
form-entities-signs = there is more than one `#`
form-entities-no-list = there is no entity list `{ $name }`
form-entities-several = with several entity lists, write `list#property`
form-entities-no-sheet = to save to entities, add a sheet `entities`
form-entities-twice = there are two entity lists `{ $name }`
form-entities-need-label = to create entities of `{ $name }`, a label is needed
form-entities-need-update = to create or update `{ $name }`, an `update_if` is needed
form-entities-need-id = to update `{ $name }`, an `entity_id` is needed
form-entities-name = `{ $name }` is not a name of an entity list
form-entities-nameless = an entity list needs a name
form-entities-columns = known are list_name, label, entity_id, create_if, update_if
form-entities-no-column = there is no column `{ $header }` here
form-entities-kept = the entities of `{ $list }` are kept, but nothing is made of them
form-no-such-place = `{ $key }` is no place in a questionnaire
form-not-a-list = this is no list
form-no-value-of = this is no value of `{ $field }`
form-choices-columns = the first row names the columns: list_name, name, label …
form-no-name-column = there is no column `name`
form-survey-columns = the first row names the columns: type, name, label …
form-no-type-column = there is no column `type`
form-no-column = there is no column `{ $column }`
form-no-survey = there is no sheet `survey`
form-is-it = is it `{ $like }`? call it `{ $wanted }`
form-sheet-own = if not, call it `_{ $like }`
form-sheet-unread = the sheet is not read; did you mean `{ $wanted }`?
form-choice-without-list = a choice without a list is left out
form-settings-above = delete it, or put it into the row above
form-settings-one-row = settings have one row; this one is left out
form-own-list = give one of the questions a list of its own
form-search-replaces = `search()` replaces the list `{ $list }`, which `{ $name }` needs as it is
form-remove-one = remove one of them
form-search-and-file = `search()` does not go with choices from the file { $file }
form-file-twice = there is a file `{ $name }` in row { $first } already
form-rename-one = rename one of them
form-at-least = `{ $key }` must be at least `{ $other }`
form-not-negative = `{ $key }` must not be negative
form-together = { $keys } belong together
form-app = `app` must be the name of an Android package, not `{ $app }`
form-column-name = `{ $key }` must be the name of a column, not `{ $value }`
form-seed = `seed` must be a number or a reference, not `{ $seed }`
form-seed-alone = `seed` does nothing without `randomize=true`
form-number = `{ $key }` must be a number, not `{ $value }`
form-whole-number = `{ $key }` must be a whole number, not `{ $value }`
form-one-of = `{ $key }` is { $known }, not `{ $value }`
form-known-are = known are { $known }
form-no-parameter = there is no parameter `{ $key }` here
form-scale-two-ends = without ticks, `tick_labelset` has the two ends of the scale only
form-scale-choice-between = the choice `{ $name }` of `tick_labelset` is not at a `{ $key }`
form-scale-choice-off = the choice `{ $name }` of `tick_labelset` is not on the scale
form-scale-placeholder-within = `placeholder` must be between `start` and `end`
form-scale-placeholder-step = `placeholder` must be `start` and some steps
form-scale-multiple = `tick_interval` must be a multiple of `step`
form-scale-wide = `{ $key }` is greater than the way from `start` to `end`
form-scale-zero = `{ $key }` must not be 0
form-scale-digits = the numbers have too many digits
form-scale-choice-number = the choice `{ $name }` of `tick_labelset` is no number
form-scale-no-list = there is no list `{ $list }` for `tick_labelset`
form-scale-appearance = `{ $key }` does not go with the appearance `{ $appearance }`
form-repeat-write = write a repeat as `${"{"}name{"}"}`
form-repeat-target = `{ $target }` is neither a list, nor a file of the form, nor a repeat
form-trigger-hidden = `${"{"}{ $name }{"}"}` is not shown, so it never triggers anything
form-triggers-commas = several triggers are parted by commas
form-trigger-write = write the question as `${"{"}name{"}"}`
form-trigger-reference = `{ $text }` is no reference
form-write-reference = write `${"{"}`, the name of a question, and `{"}"}`, without blanks
form-reference-open = `${"{"}{ $inner }` is no reference
form-reference-by-itself = other tools may not know `${"{"}{ $name }{"}"}`, it comes by itself
form-reference-own-name = give what is referred to a name of its own
form-reference-twice = `${"{"}{ $name }{"}"}` is there more than once
form-asked-as-text = `{ $name }` is asked as a text
form-always-empty = `{ $name }` is always empty here
form-kept = `{ $name }` is kept, but never asked on a web page
form-no-external-list = the sheet `external_choices` has no list `{ $list }`
form-no-external = there is no sheet `external_choices`
form-external-filter = `select_one_external` is meant for filtered lists
form-blank-in-choice = the list `{ $list }` has a choice `{ $name }`: with a blank in it, it cannot be told from two choices
form-add-choices = add a sheet `choices` with the columns list_name, name, label
form-no-choices-like = there is no sheet `choices`; is it `{ $like }`?
form-other-list = `or_other` needs a list on the sheet `choices`
form-other-filter = `or_other` and a filter do not go together
form-no-list-file = `{ $name }` is no name of a .csv, .xml or .geojson file
form-choices-are-texts = a question with choices holds texts, not `{ $text }`
form-background-calculation = a `background-geopoint` has no calculation
form-background-trigger = a `background-geopoint` needs a trigger
form-media-types = known are image, big-image, audio, video
form-no-media-type = there is no media type `{ $kind }`
form-no-label = the question `{ $name }` has neither label nor hint
form-big-image = a `big-image` needs an `image` as well
form-audit-name = an audit is called `audit`; leave the name blank
form-no-calculation = there is no calculation
form-nothing-drawn = nothing is drawn here: `{ $word }` asks for a picture file
form-table-list = this `table-list` has the list `{ $list }`, so `{ $other }` does not go with it
form-table-filtered = the choices of a `table-list` cannot be filtered
form-name-case = `{ $name }` differs from another name in its case only
form-names-unique = names are unique within a group
form-name-twice = there is a `{ $name }` in row { $first } already
form-another-name = choose another name
form-meta = `meta` is where a form keeps what it knows of itself
form-repeat-own-name = give every repeat a name of its own
form-repeat-twice = there is a repeat `{ $name }` in row { $first }
form-rename-repeat = rename it, or give the form another `name` in the settings
form-repeat-like-form = a repeat cannot be called `{ $root }`, as the form is
form-name = begin with a letter or _ and use only letters, digits, _, - and .
form-choice-unlabelled = the choice `{ $name }` has no label
form-allow-duplicates = rename one, or set `allow_choice_duplicates` to yes in the settings
form-choice-twice = the list `{ $list }` has `{ $name }` twice
form-choice-nameless = a choice of the list `{ $list }` has no name
form-encrypted = an encrypted form (`public_key`) needs its instanceID
form-rename-or-remove = rename or remove one of them
form-column-same = `{ $other }` and `{ $header }` are the same column
form-column-other-name = `{ $other }` is another name for `{ $header }`, which is there too and counts
form-column-twice = there are two columns `{ $header }`
form-below-blank = what stands below { $blank } blank rows is left out
form-give-header = give the column a header
form-no-header = what stands in columns without a header is left out
form-header-below = the headers stand in this row, and not in the first
form-delete-above = delete the rows above it
form-column-unread = nothing is read from the column `{ $header }`
form-loop-label = `{ $name }` needs a label for the loop over its list
form-loop-write = write the groups out, or use a repeat
form-loop = a loop is read as one group for each choice
form-ends-nothing = nothing that was begun ends here
form-ends-with = groups end with `end_group`, repeats with `end_repeat`
form-ends-wrong = this does not end `{ $name }`, which begins in row { $number }
form-write-parameters = write for example `start=0 end=10`
form-no-parameters = these are no parameters
form-row-nameless = the row has no name
form-no-type = there is no type `{ $text }`
form-row-empty = a row without type, name and label is left out
form-row-untyped = the row has no type
form-use-relevant = use `relevant` with `false()` to keep it
form-row-disabled = the row is disabled and left out
form-add-end = add a row with the type `end_group` or `end_repeat`
form-deep = `{ $name }` lies deeper than { $most } groups in groups
form-not-ended = `{ $name }` is begun, but not ended
form-not-told = something of this questionnaire is not told by the workbook
form-put-beside = put it beside the form; without it there is nothing to choose from
form-unfit = this does not fit a questionnaire
form-loop-list = a loop needs a list
form-loop-over = write `begin loop over LIST`
form-two-files = `{ $name }` is the file { $file } here, and the file { $other }
form-list-and-file = `{ $name }` is the file { $file } and a list of the sheet `choices`
form-loop-many = the loops come to more than { $most } rows

## LimeSurvey

lss-read-only = LimeSurvey's files are read only
lss-not-utf8 = the file is not UTF-8
lss-xml = this is no XML ({ $why })
lss-entity = `&{ $entity };` means nothing
lss-document-type = a document type is not accepted
lss-ends-early = the file ends too early
lss-export-again = export the survey again
lss-begins = a LimeSurvey export begins with `document`, not `{ $name }`
lss-deep = elements lie deeper than { $most }
lss-cells = the file has more than { $most } cells

## Profiles of the simulation

profile-use-language = use one of its `languages`
profile-no-language = the questionnaire is not written in `{ $language }`
profile-use-value = use the value, not the label
profile-no-choice = `{ $name }` has no choice or missing code `{ $value }`
profile-use-trait = use a trait drawn before, or in answers a variable
profile-unknown-here = `{ $source }`: nothing is known of `{ $name }` here
profile-use-weights = use `weights` where one value is chosen
profile-ticks = `ticks` are for multiple choice, and only they
profile-zero-or-more = write 0 or more
profile-negative = the weight { $weight } of `{ $value }` is negative
profile-one-way = give exactly one of `weights`, `normal`, `value`, `texts`, `ticks`
profile-how-drawn = it is not clear how the value is drawn
profile-give-when = give it a `when`, or put it last
profile-never-reached = the cases after this one are never reached
profile-name-page = use the page's name
profile-no-page = the questionnaire has no page `{ $page }`
profile-probability = write a number from 0 to 1
profile-no-probability = { $probability } is no probability
profile-name-variable = name a question, a row, a part of a date, or NAME_other
profile-no-variable = the questionnaire has no variable `{ $name }`
profile-rename-trait = give the trait another name
profile-trait-is-variable = `{ $name }` is the name of a variable of the questionnaire

## Surveys and their versions on the command line

survey-days = { $sort ->
        [none] no first and no last day
        [from] from { $opens } on
        [until] until { $closes }
       *[both] { $opens } to { $closes }
    }
survey-state = { $state ->
        [planned] planned
        [open] open
        [paused] paused
       *[closed] closed
    }
survey-terms = { $mode } of { $organisation }, { $codes ->
        [yes] with codes
       *[no] no codes
    }
survey-offers = with { $offers }
survey-wave = wave { $wave } of the study `{ $study }`
survey-batch = mixed in batches of { $batch }
survey-version = { $name } version { $number }{ $is_labelled ->
        [yes] { " " }“{ $label }”
       *[no] { "" }
    } ({ $hash })
survey-responses = { $count ->
        [one] 1 response
       *[other] { $count } responses
    }
survey-waiting = { $count ->
        [one] 1 waits for the mix
       *[other] { $count } wait for the mix
    }
survey-none-yet = there is no survey yet: `zugvogel survey create --questionnaire FILE --slug NAME` makes one
field-already = it is { $state ->
        [open] open
        [paused] paused
       *[closed] closed
    } already
field-not-begun = it has not begun: its first day is { $first }. Open it first, or leave it as it is
field-over = it is over: its last day was { $last }. Open it again first
field-gone = its last day was { $last }, more than { $days } days ago: codes and what was begun are deleted. Create a new survey for another wave
field-not-over = it is not over. Close it first
field-placed = there it is already
field-too-early = until the end of { $until } it can be opened again; only then can it be deleted
field-clock-leapt = the server’s clock has leapt. Nothing is deleted before it is confirmed (`zugvogel clock --confirm`) or has gone on evenly for three days
field-passed = { $day } has passed; the last day must be today or later. To end it now, close it
field-backwards = { $last } is before its first day, { $first }; nobody could answer
survey-is-planned = `{ $slug }` is planned for { $first }{ $last }
survey-is-open = `{ $slug }` is open{ $last }
survey-is-paused = `{ $slug }` is paused{ $last }: residents are told to come again, and what they have begun is kept
survey-is-ending = `{ $slug }` is closed; who has begun may finish until the end of { $until }
survey-is-closed = `{ $slug }` is closed, also for who has begun
survey-is-archived = `{ $slug }` is in the archive
survey-is-unarchived = `{ $slug }` is in the list again
survey-delete-goes = what is deleted of `{ $slug }`: { $responses } responses in the results with files and counts, what was begun or waits for the mix, { $invitations } invitations with codes, { $contacts } addresses and reports, prepared archives
survey-delete-stays = what stays: the audit trail, the questionnaire with its versions, what was exported already, and backups until they are overwritten; if somebody puts one back, the survey is deleted again
survey-delete-ask = this cannot be undone. To confirm, type the name of the survey:
survey-delete-confirm = deleting cannot be undone: confirm it with --confirm { $slug }
survey-delete-not = that is not its name; nothing was deleted
survey-deleted = `{ $slug }` is deleted
survey-last-day = , until { $day }
survey-no-last-day = , without a last day
version-only-described = nothing changes in the questions, only how the file describes itself, such as its `version`
import-begun = the questionnaire can be edited in the browser at /questionnaires/{ $id }
version-same = `{ $slug }` has this version already: nothing changes
version-withdrawn = `{ $language }` is no longer offered: texts are missing or not reviewed
version-ask = publish it as a new version? What was begun ends on the version before (yes/no)
version-say-yes = this is more than texts and looks: publish it with --yes
version-not-published = not published
version-in-field = version { $number } is in the field{ $whom ->
        [begun] , also for what was begun
        [closed] , where nobody can begin any more: the survey is closed
        [later] : who begins when the survey takes answers gets it, and what was begun ends on the version before
       *[now] : who begins now gets it, and what was begun ends on the version before
    }
version-state = { $state ->
        [field] in the field
        [replaced] replaced in texts and looks
       *[begun] for what was begun with it
    }
create-demo = warning: { $directory } is a demo's directory: what people answer there could not be told from what is invented; put a survey of people into a directory of its own
create-reserved = `{ $slug }` is a page of ours; choose another name
create-taken = another survey is called `{ $slug }` already; choose another name
create-study-taken = `{ $slug }` is the name of a study that still has `{ $wave }`; choose another name, or make its next wave with --wave-of { $wave }
create-wave = `{ $slug }` becomes wave { $wave } of the study `{ $study }` ({ $mode }); study, number, name and mode cannot be changed later
create-wave-taken = wave { $number } of the study `{ $study }` was created meanwhile: `{ $slug }`; the same command creates wave { $next }
create-wave-overlap = warning: the wave before, `{ $slug }`, runs until { $closes }; for some time both take answers
create-wave-endless = warning: the wave before, `{ $slug }`, has no last day; until somebody closes it, both take answers
create-picture = the picture or sound `{ $name }` is missing: choose it in the editor of the questionnaire, or create this survey with `zugvogel survey create`
manuscript-files = a questionnaire may have { $most } pictures, sounds and films with { $megabytes } MB in all, those that were removed among them; a copy of the questionnaire has only those that it shows
create-open-twice = --open-door is for surveys with codes; this one is open already (--mode)
create-batch = --batch must be at least 1
create-days = --opens { $opens } is after --closes { $closes }; nobody could answer
create-passed = warning: the last day, { $closes }, has passed: nobody can answer
create-language = warning: the questions are not offered in `{ $missing }`: texts are missing or not reviewed, see `zugvogel check`
create-small-batch = warning: with --batch { $batch }, responses are mixed in smaller groups than the { $usual } that keep the promise that nobody can be recognised by when they answered
create-ended = the survey has ended ({ $closes }); /s/{ $slug } says so
create-later = the survey will be served at /s/{ $slug } from { $opens } on
create-served = the survey is served at /s/{ $slug }
create-open-risk = anybody can answer an open survey many times. Who does, and sees the results, finds the answers of a person among those of the others who came within the same two days or so: in one of ten tries where those are ten, always where she was alone (docs/privacy.md)
create-quota-risk = who answers many times can fill a quota up to one below its `max`, and learns then on which day somebody came who belongs to it (docs/privacy.md)
create-codes = draw its codes with `zugvogel codes { $slug } --count N --out FILE`
wording-long = a sentence has { $count } words: divide it, up to { $most } it is easy to read
wording-two-things = this may ask about two things: ask one by one, or nobody knows what the answer is about
wording-negation = a negation in a statement that one agrees with: say it without, or to disagree is to negate twice
wording-negations = two negations in one sentence: say it without
wording-abbreviation = not everybody knows `{ $short }`: spell it out
cascade-on-a-page = what can be chosen here depends on `{ $name }` on the same page: without JavaScript it is not offered anew when that is answered
cascade-mend = ask `{ $question }` only then (`relevant`: ${"{"}{ $name }{"}"} != ''), or put it on a later page
