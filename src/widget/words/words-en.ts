import type { Words } from '../types'

/** Apart, for the launcher: it needs no more. */
export const lang = 'en'
export const region = 'Your opinion'

export const words: Words = {
  lang,
  region,
  shown: 'A short question has appeared on this page: {{question}} You can ignore it.',
  next: 'Continue',
  send: 'Send',
  back: 'Back',
  skip: 'Skip',
  close: 'Close',
  more: 'More choices',
  optional: 'Optional',
  commentHelp: 'Optional. Please leave out card numbers and passwords.',
  ratingName: '{{value}} of {{max}}, {{label}}',
  ratingNameNoLabel: '{{value}} of {{max}}',
  npsName: '{{value}} on a scale from 0 to 10',
  npsNameEnd: '{{value}} on a scale from 0 to 10, {{label}}',
  saved: 'Answer saved.',
  savedOffline: {
    disk: 'Saved on this device. It will be sent when you are back online.',
    session: 'Saved for this visit. It will be sent when you are back online, as long as this tab stays open.',
    memory: 'You are offline. Keep this page open: your answer will be sent when the connection returns.',
  },
  errorSave: 'Your answer could not be saved. Please try again.',
  errorChoose: 'Choose one answer.',
  progress: 'Question {{n}} of {{max}}',
  reopen: 'Reopen the question',
  thanks: 'Thank you, that helps us.',
  charactersLeft: { one: '{{count}} character left', other: '{{count}} characters left' },
  wentWell5: ['Very badly', 'Fairly badly', 'Neither well nor badly', 'Fairly well', 'Very well'],
  agree7: ['Strongly disagree', 'Disagree', 'Somewhat disagree', 'Neither agree nor disagree', 'Somewhat agree', 'Agree', 'Strongly agree'],
  nps11: ['Not at all likely', 'Extremely likely'],
}
