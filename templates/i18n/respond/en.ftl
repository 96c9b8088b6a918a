# What residents read, English. Tone: short sentences, verbs, no blame. The keys are the same in every language.

## Every page
skip = Skip to content
language = Language
product = zugvogel
foot-help = Questions or help?
foot-legal = Legal information
legal-privacy = Privacy
legal-accessibility = Accessibility
legal-imprint = Legal notice
month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
date = { $day } { $month } { $year }

## First page
welcome-start = Start the survey
welcome-resume = Continue
welcome-open = You do not need a code. Please fill in the questionnaire only once.
welcome-draft = You have already started in this browser. Your answers are still here.
welcome-forget = Delete the answers you started
welcome-before = Before you start
welcome-steps = How this works
welcome-privacy = The full privacy notice

## Questions
progress = Section { $current } of { $total }:
respond-next = Continue
respond-back = Back
respond-later = Continue later
respond-or = or
respond-other = Please say what (optional)
respond-limit = { $max } characters at most
respond-year = Year
respond-month = Month
respond-day = Day
respond-choose-month = Choose a month
search-button = Search
search-hint = Type the beginning or a part of the name and choose “{ search-button }”.
search-found = { $total ->
    [1] One match. Select it:
   *[other] { $total } matches. Select one:
}
search-cut = { $shown } of { $total } matches. Select one, or type more of the name:
search-picked = Your selection:
search-none = No match for “{ $typed }”. Check the spelling, or type less of the name.
scale-poles = { $left } or { $right }
scale-point = { $point } of { $length }
scale-named-point = { $point } of { $length }: { $name }
scale-middle = exactly in between
notice-another-question = Your answer brings up one more question on this page.
notice-changed-elsewhere = Meanwhile you filled in this questionnaire in another window. We have overwritten nothing. Below is what you entered in this window: check it and choose “{ respond-next }” if it should count.
notice-not-on-the-way = Going by your answers so far, the page you asked for is not part of your questionnaire. This is where you go on.

## Errors
error-title = Error: { $title }
error-prefix = Error:
errors-heading = { $count ->
    [1] Please check one answer
    [2] Please check two answers
    [3] Please check three answers
    [4] Please check four answers
    [5] Please check five answers
   *[other] Please check { $count } answers
}
complaint-row = { $row }: { $words }
complaint-required = Select an answer.
complaint-required-some = Select at least one answer.
complaint-required-number = Enter a number.
complaint-required-text = Enter something here.
complaint-required-entry = Search for an entry and select it.
complaint-required-row = Select an answer in this row: { $row }.
complaint-required-part = Please add: { $part }.
complaint-constraint = This does not fit your other answers. Please check it again.
complaint-not-a-number = Enter a number in digits, for example 12. You entered “{ $typed }”.
complaint-not-whole = Enter a whole number, without point or comma. You entered “{ $typed }”.
complaint-range = { $what ->
    [year] The year
    [month] The month
    [day] The day
   *[number] The number
} must be between { $min } and { $max }. You entered { $typed }.
complaint-too-small = { $what ->
    [year] The year
    [month] The month
    [day] The day
   *[number] The number
} must not be below { $min }. You entered { $typed }.
complaint-too-great = { $what ->
    [year] The year
    [month] The month
    [day] The day
   *[number] The number
} must not be above { $max }. You entered { $typed }.
complaint-too-long = Your text has { $length } characters; { $max } are possible. Shorten it by { $excess ->
    [1] one character
   *[other] { $excess } characters
}.
complaint-not-offered = This answer does not exist here. Select one of the answers on the page.
complaint-exclusive = “{ $label }” does not go with the other answers you selected. Remove one or the other.
complaint-either = You entered something and also selected an answer below “{ respond-or }”. Remove one or the other.
complaint-no-match = Nothing in the list matches “{ $typed }”. Check the spelling, or type less of the name.
complaint-several-match = { $count } entries match. Select one of them.

## Checking and sending
review-page = Check your answers
review-ready = All sections are complete.
review-ready-text = All that is left is to send them.
review-title = Check your answers before you send them
review-text = You can still change everything. After sending you cannot – then we can no longer single out your answers.
review-unanswered = not answered
review-rows = { $answered } of { $asked } answered
review-change = Change
review-names = Did you mention any names in a text of your own? Then please change it before you send your answers.
review-free-text = Look at your own texts
review-submit = Send answers
done-steps = What happens next
done-close = You can close this window now.
done-another = Would somebody else like to take part on this device? Then we make room; your answers stay where they are.
done-another-start = Begin for another person
end-keep = Finish and send
end-keep-text = When you send this, we count that you answered. After that you cannot change anything.
end-discard-text = We store nothing of what you entered.
end-back = Go back, I want to change my answer

## Coming back later
later-title = You can continue later
later-text = Everything is saved up to the page where you last chose “{ respond-next }”.
later-how = Open this address again: on the same device and in the same browser. You will be exactly where you stopped.
later-kept = We keep the answers you started, encrypted, for at least { $days ->
    [1] one day
   *[other] { $days } days
} after you last saved them, then we delete them within a week. If the survey ends earlier, we delete them seven days after its last day.
later-shared = On a shared device the next person could continue, too. In that case, better delete what you started.
later-resume = Continue now
forget-title = Do you want to delete the answers you started?
forget-text = They disappear at once and cannot be restored. You can start again afterwards.
forget-submit = Delete answers
forget-keep = Do not delete, continue

## When something is in the way
message-not-found-title = This page does not exist
message-not-found-text = Perhaps a character is missing in the address. Compare it with the address you have from us.
message-closed-title = This survey is not taking answers at the moment
message-closed-text = It has not been opened yet, or it has ended. If you have a question about it, please contact us.
message-expired-title = We cannot find any started answers for this browser
message-expired-text = Perhaps you started on another device or in another browser, or your cookies were deleted. You can continue there, or start again here.
message-form-expired-title = This page was open for too long
message-form-expired-text = For your safety we have stored nothing. Open the page again and then send it.
message-bad-form-title = We could not read this
message-bad-form-text = Your entries did not reach us completely. What you saved before is still there. Go back and try again.
message-too-large-title = This was too much at once
message-too-large-text = The entries of this page are longer than we can accept. Shorten your texts and try again.
message-busy-title = A great many people are answering right now
message-busy-text = Wait a minute and then try again. What you saved before is still there.
message-internal-title = Something went wrong on our side
message-internal-text = What you saved before is still there. Try again in a few minutes.
message-incident = If it happens again, tell us this number: { $number }
way-start = To the first page of the survey
way-page = Back to the questionnaire
way-again = Try again
way-sign-in = To the sign-in page

## Accessibility statement (Markdown)
accessibility-statement =
    This statement is about the online survey “{ $survey }”. Responsible: { $publisher }.

    ## How accessible is the survey?

    It is meant to meet WCAG 2.2 at level AA. So far only we ourselves have checked this: with automatic tests and by the people who make the software. There has been no independent audit yet. So we do not claim that everything is met.

    Date of this self-assessment: { $checked }.

    ## What we took care of

    - The survey works without JavaScript, with the keyboard and at 400 percent zoom.
    - There is no time limit. You can stop and continue later.
    - Errors are shown at the top of the page and at the field, in words and not by colour alone.

    ## What is still missing

    - The survey is not yet available in sign language.
    - Neither the texts in easy German nor the translations have been reviewed by experts.
    - It has not yet been tried at length with screen readers and with people who use them every day.

    ## Report a barrier

    Is something in your way, or can you not answer a question? Tell us: { $contact }, telephone { $phone }, { $email }. We will also help you to fill in the questionnaire in another way.

    If you are not satisfied with our reply, you can turn to the arbitration board for accessibility of your federal state.

## Words for format-date in questionnaires
calendar-months = Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec
calendar-days = Sun Mon Tue Wed Thu Fri Sat

## Groups, repeats and further kinds of questions
respond-date = Date
respond-time = Time
respond-more-help = More about this
respond-add = Add another
respond-remove = Remove
respond-up = Up
respond-down = Down
respond-rank = Place of “{ $label }”, from 1 for the first to { $count }
respond-choose = Choose
respond-instance = { $label } { $number }
review-instance = { $repeat } { $number }: { $label }
complaint-not-a-date = Enter a date that exists, for example 31.12.2024. You entered “{ $typed }”.
complaint-not-a-time = Enter a time, for example 8:30. You entered “{ $typed }”.
complaint-not-a-moment = Enter a date and a time, for example 31.12.2024 and 8:30. You entered “{ $typed }”.
complaint-not-a-ranking = Give every entry a place of its own: 1 for the first, 2 for the second and so on.
complaint-off-scale = Enter a point of the scale; the points are { $step } apart.
complaint-not-a-place = Enter latitude and longitude, for example 53.33 8.48. You entered “{ $typed }”.
