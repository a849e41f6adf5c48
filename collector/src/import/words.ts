import type { Language } from '../results/words'

/** Every word of the page of imports. */
interface ImportWords {
  readonly title: string
  readonly skip: string
  readonly why: string
  readonly none: string
  readonly by: (who: string) => string
  readonly source: string
  readonly at: string
  readonly counts: (n: number, rows: string, imported: string, duplicates: string, skipped: string) => string
  readonly takenBack: (who: string) => string
  readonly takeBack: string
  readonly takeBackWhy: (n: number, text: string) => string
  readonly takeBackForGood: string
  readonly gone: (n: number, text: string) => string
}

const en: ImportWords = {
  title: 'Imports',
  skip: 'Skip to the imports',
  why: 'Answers that were brought from elsewhere. They stand apart in the results, and count as no showing of yours.',
  none: 'Nothing was imported since imports are noted. “peakend import” brings the export of another program.',
  by: (who) => `by ${who}`,
  source: 'Source',
  at: 'Touchpoint',
  counts: (n, rows, imported, duplicates, skipped) =>
    `${rows} ${n === 1 ? 'row' : 'rows'}: ${imported} imported, ${duplicates} were there already, ${skipped} skipped.`,
  takenBack: (who) => `Taken back by ${who}`,
  takeBack: 'Take it back',
  takeBackWhy: (n, text) =>
    `${n === 1 ? 'One answer is' : `${text} answers are`} deleted for good, with what was noted of them. The file can be imported again.`,
  takeBackForGood: 'Delete these answers',
  gone: (n, text) => (n === 0 ? 'There was nothing left to delete.' : `${text} ${n === 1 ? 'answer was' : 'answers were'} deleted.`),
}

const fr: ImportWords = {
  title: 'Imports',
  skip: 'Aller aux imports',
  why: 'Des réponses venues d’ailleurs. Elles restent à part dans les résultats, et ne comptent pas comme des affichages.',
  none: 'Aucun import depuis qu’ils sont notés. «\u202fpeakend import\u202f» apporte l’export d’un autre programme.',
  by: (who) => `par ${who}`,
  source: 'Source',
  at: 'Point de contact',
  counts: (n, rows, imported, duplicates, skipped) =>
    `${rows} ${n > 1 ? 'lignes' : 'ligne'}\u202f; importées\u00a0: ${imported}, déjà présentes\u00a0: ${duplicates}, laissées de côté\u00a0: ${skipped}.`,
  takenBack: (who) => `Annulé par ${who}`,
  takeBack: 'Annuler cet import',
  takeBackWhy: (n, text) =>
    `${n > 1 ? `${text} réponses seront supprimées` : 'Une réponse sera supprimée'} définitivement, avec ce qui en a été noté. Le fichier pourra être importé de nouveau.`,
  takeBackForGood: 'Supprimer ces réponses',
  gone: (n, text) => (n === 0 ? 'Il n’y avait plus rien à supprimer.' : `${text} ${n > 1 ? 'réponses supprimées' : 'réponse supprimée'}.`),
}

const languages: Readonly<Record<Language, ImportWords>> = { en, fr }
export const importWords = (language: Language): ImportWords => languages[language]
