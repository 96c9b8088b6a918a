# What residents read, English. Tone: short sentences, verbs, no blame. The keys are the same in every language.

## Every page
skip = Skip to content
crest-of = Crest: { $organisation }
language = Language
language-rest = Buttons and messages only:
product = zugvogel
foot-help = Questions or help?
foot-legal = Legal information
legal-privacy = Privacy
legal-accessibility = Accessibility
legal-imprint = Legal notice
legal-nothing = Nothing is written here yet. Please ask whoever sent you this survey.
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
said-number = { $number } { $unit }
said-time = { $time }
said-moment = { $date }, { $time }
said-place = latitude { $latitude }°, longitude { $longitude }°

## First page
welcome-start = Start the survey
welcome-lead = Please take part in this survey.
welcome-resume = Continue
welcome-open = You do not need a code. Please fill in the questionnaire only once.
welcome-draft = You have already started in this browser. Your answers are still here.
welcome-nothing = We find no answers begun in this browser. Perhaps you started on another device. Here you can begin anew.
welcome-unsent = This is possible only after you have sent your answers.
welcome-forget = Delete the answers you started
welcome-before = Before you start
welcome-steps = How this works
welcome-privacy = The full privacy notice

## Questions
progress = Section { $current } of { $total }:
respond-next = Continue
respond-back = Back
respond-change-areas = Change areas
respond-later = Continue later
respond-or = or
quoted = “{ $text }”
list-more = { $before }, { $next }
list-or = { $before } or { $next }
respond-other = Please say what (optional)
respond-acknowledge = Yes, I have taken note
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
notice-another-question = Your answer leads to further questions on this page.
notice-changed-elsewhere = Meanwhile you filled in this questionnaire in another window. We have overwritten nothing. Below is what you entered in this window: check it and choose “{ respond-next }” if it should count.
notice-not-on-the-way = Because of your answers, we do not ask you this question. Please continue here.
notice-review-changed = Your answers may have changed since you saw them here, for example in another window. We have not sent anything yet. Here are your answers as they are now: check them, then send them.
notice-not-yet = This question comes later. Please go on here.
notice-not-kept = On the page you have come from, something was not right yet, or the page was changed in another window in the meantime. We have not saved that. Everything else is saved.
notice-too-late = This can no longer be sent, and we have not stored it. Last day of the survey: { $last }. Last day for what was begun before: { $until }. What you have entered is still on this page, so that you can copy it.

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
complaint-ambiguous = Do you mean { $whole } or { $decimal }? Enter it like this. You entered “{ $typed }”.
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
most-choices = At most { $count } { $count ->
    [one] answer
   *[other] answers
}
complaint-too-many = You selected { $count } answers; { $max ->
    [1] one is
   *[other] { $max } are
} possible. Remove { $excess ->
    [1] one of them
   *[other] { $excess } of them
}.
complaint-either = You entered something and also selected an answer below “{ respond-or }”. Remove one or the other.
complaint-no-match = Nothing in the list matches “{ $typed }”. Check the spelling, or type less of the name.
complaint-several-match = { $count ->
    [one] One entry matches. Select it, or type more of the name.
   *[other] { $count } entries match. Select one of them.
}

## Checking and sending
review-page = Check your answers
review-ready = All sections are complete.
review-ready-text = All that is left is to send them.
review-title = Check your answers before you send them
review-text-open = You can still change everything. After sending you cannot – then we can no longer single out your answers.
review-text-anonymous = You can still change everything. After sending you cannot – then we can no longer single out your answers.
review-text-confidential = You can still change everything. After sending you cannot. We keep a connection between your invitation and your answers, so that we can ask you again later.
review-text-withdrawal = You can still change everything. After sending you cannot. Then you can have your answers deleted only with the deletion code; with it they can be found.
review-unanswered = not answered
review-change = Change
review-names = Did you mention any names in a text of your own? Then please change it before you send your answers.
review-free-text = Look at your own texts
review-submit = Send answers
done-title = Thank you, your answers have arrived
done-text = There is nothing more for you to do.
done-steps = What happens next
done-too-late = Your answers have already been sent. What you entered after that has not been saved.
done-close = You can close this window now.
done-another = Would somebody else like to take part on this device? Your answers are sent and stay with us.
done-another-start = Begin for another person
end-keep = Finish and send
end-keep-text = When you send this, we count that you answered. After that you cannot change anything.
end-keep-not-yet = Nothing has been sent yet. We count your answer only when you choose “{ end-keep }” below.
end-discard-text = We store nothing of what you entered.
end-again = Something is wrong: start again from the beginning
end-back = Go back, I want to change my answer

## Coming back later
later-title = You can continue later
later-text = Everything is saved up to the page where you last chose “{ respond-next }”.
later-text-all = Everything you have entered so far is saved.
later-text-part = What you have entered so far is saved, except for entries on this page that are not right yet. Go back if you want to correct them.
later-nothing-title = Nothing is saved yet
later-nothing-text = We save nothing before you have agreed where we ask for that, and nothing if your answers end the survey on this page. Go back to continue. If you close this window, what you have entered is gone.
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
told-forgotten-title = The answers you had begun are deleted
told-forgotten-text = Nothing of them is stored any more, neither with us nor in this browser.

## When something is in the way
message-not-found-title = This page does not exist
message-not-found-text = Perhaps a character is missing in the address. Check that it is spelt exactly as we gave it.
message-early-title = This survey has not begun yet
message-early-text = It does not take answers yet. The first day is { $day }. If you have a question about it, please contact us.
message-paused-title = This survey is paused
message-paused-text = It takes no answers at the moment and will go on later. What you have begun stays stored; you can send it when the survey goes on. If you have a question about it, please contact us.
message-closed-title = This survey has ended
message-closed-text = It takes no new answers any more. The last day was { $day }. If you have a question about it, please contact us.
ending-note = The survey has ended. What you have begun can still be sent up to and including { $day }.
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
message-no-room-title = We cannot take anything new right now
message-no-room-text = Our storage is almost full; we are seeing to it. Whoever has begun can go on and submit. Please try again in ten minutes.
message-away-title = Something is wrong on our side: we cannot store anything right now
message-away-text = This is not your fault. What you saved before is still there. Please try again in a minute.
typed-kept = What you have just entered is not lost: this page still holds it. Keep it open and send it again in a minute.
typed-kept-longer = What you have just entered is not lost: this page still holds it. Keep it open and send it again in ten minutes.
typed-kept-paused = What you have just entered is not lost: this page still holds it. Keep it open and send it when the survey goes on.
typed-again = Send again
message-internal-title = Something went wrong on our side
message-internal-text = What you saved before is still there. Try again in a few minutes.
message-incident = If it happens again, tell us this number: { $number }
way-start = To the first page of the survey
way-page = Back to the questionnaire
way-code = Go on with the code from the letter
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
respond-larger = Show the picture larger (new window)
respond-add = Add another
respond-remove = Remove
respond-up = Up
respond-down = Down
respond-rank = Place of “{ $label }”, from 1 for the first to { $count }
respond-rank-how = Write a 1 before the most important, a 2 before the second and so on. Or move the entries with the arrows.
respond-choose = Choose
respond-instance = { $label } { $number }
review-instance = { $repeat } { $number }: { $label }
complaint-not-a-date = Enter a date that exists, for example 31.12.2024. You entered “{ $typed }”.
complaint-not-a-time = Enter a time, for example 8:30. You entered “{ $typed }”.
complaint-not-a-moment = Enter a date and a time, for example 31.12.2024 and 8:30. You entered “{ $typed }”.
complaint-not-a-ranking = Give every entry a place of its own: 1 for the first, 2 for the second and so on.
complaint-off-scale = Enter a point of the scale; the points are { $step } apart.
complaint-not-a-place = Enter latitude and longitude, for example 53.33 8.48. You entered “{ $typed }”.

## Access codes
welcome-code = You need the code from our letter.
welcome-open-door = You have not received a letter from us? Then you can take part without a code, too. We count your answers separately.
welcome-start-open = Take part without a code
welcome-opt-out = Get no more letters about this survey
mode-term = How we protect your answers
mode-open = You answer without a name and without a code. We do not store from which device or at what time answers come. Submitted questionnaires are collected and shuffled before anybody analyses them.
mode-anonymous = This survey is anonymous. Your code opens the questionnaire; your name and address are in another database. After you submit, your answers are collected and shuffled without the code and without the time. Then nobody can find out any more which answers are yours – not even we can. We only learn that your code was used, so that you get no reminder.
mode-confidential = This survey is confidential, but not anonymous: so that we can ask you again later, we keep a connection between your invitation and your answers. Your name and address are in another database than your answers. Those who analyse the answers see no names.
mode-withdrawal = Before you submit you get a deletion code. Whoever has it can have your answers deleted later. Therefore they can also be found with this code.
code-page = Enter the code
code-title = What is the code in your letter?
code-label = Code from the letter
code-hint = It has three groups of four characters and a check character, for example { $example }. Capital and small letters, spaces and hyphens make no difference.
code-qr = The QR code in the letter is quicker: point your camera at it and you are done. Then you need not type anything.
code-again = I have begun already
code-again-text = Enter the same code again. You arrive exactly where you stopped – on another device, too.
code-lost = I cannot find the letter
code-lost-text = Please contact us: { $contact }, telephone { $phone }.
code-none = I have no code
code-by-link = The code from your letter is filled in already.
code-fault-empty = Enter the code.
code-fault-character = The character “{ $character }” is in none of our codes. Compare what you entered with what you have from us.
code-fault-length = The code has { $length } characters. You entered { $typed }.
code-fault-check = One character is wrong, or two are swapped. Compare what you entered with what you have from us.
code-fault-unknown = There is no such code in this survey. Compare it with your letter. If it is right, please contact us: { $contact }, telephone { $phone }.
message-used-title = This code was used already
message-used-text = The answers have arrived, and the code is used up. It was not you? Then please contact us: { $contact }, telephone { $phone }.
message-too-many-title = Very many attempts come from your network at the moment
message-too-many-text = Wait a minute and then try again. From another network, for example with your mobile phone, it works at once. Or contact us: { $contact }, telephone { $phone }.
message-crowded-title = A great deal comes from your network at once at the moment
message-crowded-text = From one network we take only a limited number of new questionnaires and messages. Try again in ten minutes. From another network, for example with your mobile phone, it works at once. Or contact us: { $contact }, telephone { $phone }.
later-how-code = Open the survey again, on this or another device, and enter the same code. You arrive exactly where you stopped.
later-shared-code = Do others use this device, too? Then let it forget your code. Your answers stay stored, and you go on with the code.
leave-title = Or forget it only on this device
leave-text = Your answers stay stored. With the code from your letter you go on later, on another device, too.
leave-submit = Forget on this device

## What else residents may ask for
opt-out-title = Would you like to get no more letters about this survey?
opt-out-code = Enter the code from your letter. By it we know to whom we must not write any more.
opt-out-text = We pass on only this: that you want no more letters. We delete answers that you have begun. If you have submitted already, those answers stay where they are.
opt-out-submit = No more letters
told-opted-out-title = You will get no more letters
told-opted-out-text = We have passed it on. A letter that is on its way may still arrive.
address-draw-title = Would you like to take part in the prize draw?
address-draw-text = For that we need your name and an address. We delete them after the draw.
address-draw-open = To the prize draw
address-report-title = Would you like us to send you the results?
address-report-text = For that we need an address. We delete it after we have sent them.
address-report-open = Order the results
address-apart = This form is separate from your answers: we keep the address in another database and pass it on only together with enough others. It is never connected with your answers.
address-label = Name and address, or e-mail address
address-submit = Send
address-fault = Enter an address, with at most { $max } characters.
told-draw-title = You take part in the prize draw
told-draw-text = We have your address. One address counts for each questionnaire.
told-report-title = We will send you the results
told-report-text = We have your address. One address counts for each questionnaire.
withdrawal-keep = Your deletion code. Write it down if you may want to have your answers deleted some day:
withdrawal-how = We cannot give it to you again. Without it nobody can find your answers.
withdraw-title = Delete submitted answers
withdraw-label = Deletion code
withdraw-hint = Enter the deletion code that you got when you submitted.
withdraw-text = The answers with this code are deleted for ever. They cannot be taken out of results that are published already.
withdraw-submit = Delete the answers
told-withdrawn-title = We delete the answers
told-withdrawn-text = If there are answers with this code, they are deleted within a minute.

overview-link = Overview
overview-title = How far you are
overview-done = done
overview-open = go on here
overview-later = comes later

file-kb = { $size } kB
file-mb = { $size } MB
file-stored = Your file is here: { $file }
file-remove = Remove this file
file-replace = Replace it with another file:
file-limit = Possible are { $types }, at most { $max }.
file-cleaned = We delete from the picture when and where it was taken.
file-as-it-is = We do not delete what is hidden in the file, for example your name.
complaint-required-file = Select a file.
complaint-file-too-large = This file is too large: at most { $max } are possible. Select a smaller one.
complaint-file-wrong-type = We do not take this file here. Possible are { $types }.
complaint-file-unreadable = This file cannot be read. Check whether you can open it yourself, or select another one.
complaint-file-too-many-pixels = This picture has too many pixels: 30 million are possible. Make it smaller, or select another one.
complaint-file-too-many = You cannot send more than { $most } files. Remove another one before you select this one.
complaint-file-gone = This file is no longer here. Please select it again.
complaint-file-no-room = We are not taking files right now. Try again in ten minutes, or go on without this file if it is not needed.

welcome-print = Read or print the whole questionnaire
blank-title = The whole questionnaire
blank-text = For reading and printing. On screen you only see the questions that concern you.
blank-only = Only if you ticked { $choices } in question { $number }. Otherwise go on with question { $next }.
blank-only-end = Only if you ticked { $choices } in question { $number }. Otherwise you are at the end.
blank-unless = If you ticked { $choices } in question { $number }, go on with question { $next }.
blank-unless-end = If you ticked { $choices } in question { $number }, you are at the end.
blank-some = We ask this of some people only, depending on earlier answers. Otherwise go on with question { $next }.
blank-some-end = We ask this of some people only, depending on earlier answers. Otherwise you are at the end.
blank-rows = Some of these rows do not concern everybody: that depends on earlier answers.
blank-several = You can choose more than one answer.
blank-order = Write 1 in front of the most important, 2 in front of the second, and so on.
blank-again = You can fill in what follows more than once.

barrier-open = Report a barrier
barrier-open-apart = Report a barrier (new window)
barrier-title = Report a barrier
barrier-text = Describe what does not work and on which page. This form is separate from your answers; please do not write your code. If you want a reply, add how we can reach you.
barrier-label = What does not work?
barrier-submit = Report
barrier-fault = Write what does not work, in at most { $max } characters.
told-barrier-title = Thank you, we have your report
told-barrier-text = We will look at it. If you wrote how we can reach you, you will hear from us.
respond-offline = You are not connected to the internet at the moment. What you entered is still on this page. Choose “{ respond-next }” as soon as the connection is back.

## Pretest
pretest-title = Pretest.
pretest-note = A trial run: your answers are not stored, only your comments reach us.
pretest-lost = The answers are gone after a day, or earlier when the server restarts.
pretest-comment = Comment on this page
pretest-general = What would you like to tell us overall?
pretest-about = What is it about?
pretest-whole-page = The whole page
pretest-words = Your comment
pretest-name = Your name (optional)
pretest-send = Send comment
pretest-goes-along = “{ respond-next }” and “{ respond-back }” send it, too.
pretest-by-button = Only this button sends it.
pretest-kept = Your comment has arrived. Thank you!
pretest-not-kept = Your comment has not arrived yet
pretest-empty = The comment is empty. Write what you noticed.
pretest-too-long = The comment is too long. It may have at most { $most } characters.
pretest-long-name = The name is too long. It may have at most { $most } characters.
pretest-too-many = There are too many comments at the moment. Try again in an hour, or write to the person who gave you the link.
message-pretest-over-title = This pretest has ended
message-pretest-over-text = The link is no longer valid. Ask the person who gave it to you: she can give you a new one.
