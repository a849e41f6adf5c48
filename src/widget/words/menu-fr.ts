import type { Menu } from './menu'

/** U+202F before ? ! ; and U+00A0 before : are written as escapes, so that no editor eats them. */
export const menu: Menu = {
  lang: 'fr',
  minimise: 'Réduire',
  later: 'Me le demander plus tard',
  never: 'Ne plus me poser de questions sur cet appareil',
  neverHere: 'Ne plus me poser de questions pendant cette visite',
  snoozed: 'C’est noté. Nous ne vous le redemanderons pas avant {{days}}.',
  snoozedHere: 'C’est noté. Nous ne vous le redemanderons pas pendant cette visite.',
  neverDone: 'C’est noté. Nous ne vous poserons plus de questions.',
  neverDoneHere: 'C’est noté. Nous ne vous poserons plus de questions pendant cette visite.',
  whyAsked: 'Pourquoi cette question\u202f?',
  because: {
    did: 'Elle fait suite à ce que vous venez de faire sur ce site.',
    here: 'Elle tient à la page où vous êtes et à la façon dont vous l’utilisez.',
    earlier: 'Elle fait suite à ce que vous avez fait sur ce site il y a quelque temps.',
    back: 'Elle tient à votre retour sur ce site.',
    opened: 'Elle a été ouverte ici.',
  },
  sample: 'Seuls certains visiteurs, tirés au sort, sont interrogés.',
  looked: 'Ce qui a été pris en compte\u00a0: {{list}}.',
  subjects: {
    traits: 'ce que ce site sait de vous',
    events: 'ce que vous avez fait ici',
    device: 'le type d’appareil que vous utilisez',
    language: 'votre langue',
    page: 'la page où vous êtes',
    visits: 'le nombre de vos visites',
    origin: 'l’endroit d’où vous venez',
    site: 'ce que cette page dit d’elle-même',
  },
  free: 'Répondre est facultatif.',
  stored: {
    none: 'Rien n’est conservé sur cet appareil.',
    session: 'Jusqu’à sa fermeture, cet onglet retient que la question vous a été posée, et garde votre réponse jusqu’à son envoi.',
    persistent:
      'Cet appareil retient, sous un numéro aléatoire et pendant 13 mois au plus, que la question vous a été posée, et garde votre réponse jusqu’à son envoi.',
  },
  scrubbed:
    'Les adresses e-mail et les numéros de téléphone, de carte et de compte sont retirés de ce que vous écrivez avant qu’il soit conservé.',
  contact: 'Vos coordonnées sont gardées ici jusqu’à leur envoi, 7 jours au plus.',
  privacy: 'Politique de confidentialité',
  newTab: 's’ouvre dans un nouvel onglet',
  showMyData: 'Voir ce qui est conservé',
  forgetMe: 'Tout effacer',
  forgetSure: 'Tout effacer\u202f? Appuyez encore une fois.',
  forgotten: 'C’est noté. Tout est effacé.',
}
