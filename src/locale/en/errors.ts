import type { ErrorSentences } from '../errorText.ts'

/** Each error: what happened and what to do next. Braces hold the thing it happened to. */
export const errors: ErrorSentences = {
  USAGE: { what: 'The command is not right: {problem}', next: 'Run xiance help to see every command.' },
  SETTING_INVALID: { what: 'Setting {variable} cannot be "{value}".', next: 'Use: {allowed}.' },
  REQUEST_INVALID: {
    what: 'The request is not as agreed: {problem}',
    next: 'Reload the page and try again; if it happens again, tell your operator this sentence.',
  },
  REQUEST_FOREIGN: {
    what: 'This request did not come from a page of Xiance and was refused.',
    next: 'Open the address that was shown at the start; to use another host name, put it into XIANCE_HOSTS.',
  },
  SIGN_IN_NEEDED: {
    what: 'You are not signed in, or no longer.',
    next: 'Sign in; what you typed is kept as a draft in this browser.',
  },
  SIGN_IN_FAILED: {
    what: 'The name or the password is not right.',
    next: 'Try again; if the password is lost, your administrator runs xiance user password.',
  },
  SIGN_IN_WAIT: { what: 'Too many wrong tries.', next: 'Try again in {seconds} seconds.' },
  NOT_ALLOWED: { what: 'Your role does not allow this.', next: 'It takes one of: {roles}. Ask your administrator.' },
  PASSWORD_WEAK: {
    what: 'This password is too weak.',
    next: 'At least {least} characters, not one over and over, not holding the name.',
  },
  PERSON_NAME_INVALID: {
    what: '"{name}" cannot be the name of an account.',
    next: 'Use 1 to 32 letters or digits, with . _ - in between.',
  },
  PERSON_EXISTS: {
    what: 'There is an account "{name}" already.',
    next: 'Choose another name: a name is never given to somebody else.',
  },
  PERSON_UNKNOWN: { what: 'There is no account "{name}".', next: 'Run xiance user list to see them all.' },
  LAST_ADMINISTRATOR: {
    what: '"{name}" is the last administrator.',
    next: 'Add or enable another administrator first.',
  },
  NOT_FOUND: { what: 'There is nothing at {path}.', next: 'Go back to the list of letters.' },
  FORM_UNKNOWN: { what: 'There is no form "{form}".', next: 'Known forms: {known}.' },
  FORM_INVALID: { what: '{file}, line {line} is not right.', next: 'Expected here: {expected}.' },
  FORM_BREACHES: {
    what: 'Form {form} breaks the layout rules in {count} places.',
    next: 'Run xiance form check {form} and change it by the millimetres given.',
  },
  LETTER_UNKNOWN: { what: 'There is no letter {letter}.', next: 'Look for it in the list of letters.' },
  PAGE_UNKNOWN: {
    what: 'There is no page {page}.',
    next: 'Reload the letter; if it is still missing, scan the page again.',
  },
  ARRIVAL_UNKNOWN: { what: 'There is no arrival {arrival}.', next: 'Look for it on the intake screen.' },
  RETRY_USELESS: {
    what: 'There is nothing of arrival {arrival} to try again.',
    next: 'If the file itself is at fault, follow the advice beside it and scan or upload it again.',
  },
  STALE_PAGES: {
    what: 'Somebody moved or chose these pages after you saw them. Nothing was changed.',
    next: 'Look at them as they are now and decide again.',
  },
  PAGE_BEING_READ: {
    what: 'Page {page} waits to be read or is being read.',
    next: 'Decide when it has been read; resume reading first if it is paused.',
  },
  STEPS_FAILED: {
    what: 'The steps of page {page} could not be drawn.',
    next: 'Try again later; when the original cannot be read or is gone, its picture and reason on the Intake page are all there is.',
  },
  PAGE_FITTED: {
    what: 'Page {page} needs no fitting by hand.',
    next: 'Only pages that are held and were not fitted can be; refresh the Intake page.',
  },
  ID_INVALID: {
    what: '"{id}" is no id as it is printed beside a page code.',
    next: 'Copy it from the paper: serial and page, such as K7QF-3M9D p1; one wrong sign is found out.',
  },
  ID_NOT_PRINTED: {
    what: '"{id}" fits no printed form on record, or the code of this page says another page.',
    next: 'Copy the whole id (form, version, page, serial), such as GOLDEN-IDEAS-2021 v1 p1/2 K7QF-3M9D.',
  },
  ID_ELSEWHERE: {
    what: 'The id is of letter {letter}, and this page lies with letter {there}. Nothing was changed.',
    next: 'Look at the id again; when the sheet was put into the wrong envelope, cut it off first on the split screen.',
  },
  SPLIT_NOT_READY: {
    what: 'Pages of arrival {arrival} are still to be looked at; it is not split yet.',
    next: 'Open it again in a moment.',
  },
  SPLIT_NOTHING: {
    what: 'There is nothing before it to be cut from or joined with, or the page lies there already.',
    next: 'Choose another page or another place.',
  },
  SPLIT_TWO_ENVELOPES: {
    what: 'Each of the two has a waybill or code of its own: they are two envelopes.',
    next: 'Move single pages if need be; a number registered wrongly is put right at the mail desk.',
  },
  SPLIT_OTHER_SERIAL: {
    what: 'The code on page {page} says that it is of another letter.',
    next: 'A page with a code lies in its own letter only; check whether this is the page you mean.',
  },
  SPLIT_PAGE_THERE: {
    what: 'Letter {letter} already has a page of this number.',
    next: 'Compare the two under Held pages on the Intake page and choose one.',
  },
  SPLIT_LAST_PAGE: {
    what: 'It is the only form page of its letter, which would be left empty.',
    next: 'Move the page of the other letter into this one instead.',
  },
  SPLIT_KEYED: {
    what: 'Somebody has keyed what stands on page {page} into letter {letter}; it would be left behind.',
    next: 'Ask a supervisor: what people keyed does not move with a page.',
  },
  CHOICE_USELESS: {
    what: 'There is no other scan of page {page} to choose between.',
    next: 'Refresh the Intake page and follow the reason beside the page.',
  },
  ENVELOPE_UNKNOWN: {
    what: 'There is no envelope {envelope}.',
    next: 'Look for it at the mail desk, or beep it again.',
  },
  WAYBILL_INVALID: {
    what: 'This is not a postal number: {groups}',
    next: 'Compare it group by group with the label: 13 digits, or two letters, nine digits, two letters; the last digit checks the others. F8 gives a code of ours where the label cannot be read.',
  },
  WAYBILL_TAKEN: {
    what: 'Number {waybill} is registered already, for envelope {envelope}.',
    next: 'Compare the label, or open that one.',
  },
  STALE_ENVELOPE: {
    what: 'Somebody changed envelope {envelope} after you opened it. Nothing was overwritten.',
    next: 'Look at it as it is now and change it again.',
  },
  ENVELOPE_NOT_CLEAR: {
    what: 'Something about envelope {envelope} is still open.',
    next: 'Settle it first; where it is as it is, say so in a note and clear it.',
  },
  FIELD_UNKNOWN: {
    what: 'Letter {letter} has no field {field}.',
    next: 'Reload the page and key it again on the form as it is now.',
  },
  REASON_NEEDED: {
    what: 'The value of {field} breaks a rule ({rules}) and nobody said why it stands. Nothing was written.',
    next: 'Go back to the field, press Enter, choose a reason and save again.',
  },
  STALE_SAVE: {
    what: 'Somebody saved this letter after you opened it. Nothing was overwritten.',
    next: 'Compare the two values field by field, choose, and save again.',
  },
  KEYING_NOT_YOURS: {
    what: 'Field {field} is not yours to key now. Nothing was written.',
    next: 'Somebody else keys it a second time; where two differ, a settler who keyed neither decides.',
  },
  SAMPLE_GONE: {
    what: 'Sample {sample} was keyed by somebody else, or is in their hands.',
    next: 'Take the next one.',
  },
  SAMPLE_NOT_YOURS: {
    what: 'You keyed the field of sample {sample}, or saw its letter: it cannot be measured by you. Nothing was written.',
    next: 'Take the next one; this one is for somebody who has not seen it.',
  },
  LETTER_HELD: {
    what: '{person} is working on letter {letter}. Nothing was written.',
    next: 'What you typed is kept as a draft; take another letter, or wait until it is given back.',
  },
  PATH_UNKNOWN: { what: 'Cannot find {path}.', next: 'Check the spelling and whether it may be read.' },
  PLAIN_BEYOND_LOOPBACK: {
    what: 'Address {host} lets other machines in, and passwords and letters would travel in clear.',
    next: 'Set XIANCE_TLS_CERT and XIANCE_TLS_KEY; or bind to 127.0.0.1 and let a proxy in front encrypt; on a network you trust set XIANCE_PLAIN=allow.',
  },
  CERTIFICATE_UNUSABLE: {
    what: 'Certificate {cert} or key {key} cannot be used: {problem}',
    next: 'Give both, in PEM, matching each other and readable by this process.',
  },
  PORT_TAKEN: { what: 'Port {port} is in use.', next: 'Stop the program that uses it, or set XIANCE_PORT to another.' },
  DATA_FOLDER_IN_USE: {
    what: 'Another Xiance process is using the data folder {path}.',
    next: 'Stop it first, or set XIANCE_DATA to another folder.',
  },
  DATA_FOLDER_UNUSABLE: {
    what: 'The data folder {path} cannot be used.',
    next: 'Check that it exists, can be written and that the disk is not full.',
  },
  DATABASE_NEWER: {
    what: 'The database {path} (version {database}) is newer than this software (version {software}).',
    next: 'Upgrade the software before opening it; older software must not write newer data.',
  },
  MODEL_MISSING: {
    what: 'A recognition model is missing: {path}',
    next: 'Check the path of a model to be added; otherwise run npm ci again, then xiance doctor.',
  },
  MODEL_DAMAGED: {
    what: 'A recognition model is damaged: {path}',
    next: 'Run npm ci again (for a model of your own: xiance models add), then xiance models verify.',
  },
  MODEL_UNKNOWN: {
    what: 'There is no recognition model named {model}.',
    next: 'There are: {known}. To add one: xiance models add.',
  },
  MODEL_REFUSED: {
    what: 'The model in {path} cannot be added: {problem}',
    next: 'Check the model, its dictionary and what is said of them (README, recognition models).',
  },
  DISK_FULL: {
    what: 'The disk is full; intake waits: {path}',
    next: 'What was taken in is safe and the inbox is untouched. Free some space: intake goes on by itself.',
  },
  FOLDER_READ_ONLY: {
    what: 'The folder cannot be written to; intake waits: {path}',
    next: 'What was taken in is safe. Make it writable again (has the disk become read-only?): intake goes on by itself.',
  },
  INBOX_GONE: {
    what: 'The inbox is not there; intake waits: {path}',
    next: 'See whether the network share or the removable disk is connected: intake goes on by itself.',
  },
  INTAKE_PAUSED: {
    what: 'Somebody has paused intake; the file was not taken in.',
    next: 'Press “Resume intake” on the intake page, then upload it again.',
  },
  AUDIT_BROKEN: {
    what: 'From entry {number} on the audit is not as it was written: {problem}',
    next: 'Stop the service, keep this database file as evidence, and compare it with the latest backup.',
  },
  CALIBRATION_INVALID: {
    what: 'The calibration cannot be used: {path} {problem}',
    next: 'Delete it (the shipped one is used then), or run xiance calibrate again.',
  },
  BROWSER_MISSING: {
    what: 'There is no browser to use: {problem}',
    next: 'Install Chromium (for example apt install chromium) and run npm ci in the checkout, development packages included.',
  },
  BLOB_DAMAGED: {
    what: 'The stored original {sha256} does not match its checksum.',
    next: 'Restore the file from backup; do not delete its record.',
  },
  INTAKE_INCOMPLETE: {
    what: '{count} files ended without a result.',
    next: 'See the reasons in the table above, mend them and take the files in again.',
  },
  INTAKE_REFUSED: {
    what: '{count} files made no letter; the others were taken in.',
    next: 'Follow the advice under the table and take them in again.',
  },
  INTERNAL: {
    what: 'The program failed: {problem}',
    next: 'What you typed is kept as a draft in this browser. Try again; if it still fails, read the log.',
  },
}
