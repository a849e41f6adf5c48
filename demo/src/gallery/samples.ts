/** One survey for every way to ask, as a product team would write it, in all languages that Peakend speaks. */
import { furtherLanguages, furtherTexts } from './further'

const text = (en: string, fr: string, ar: string) => ({ en, fr, ar, ...furtherTexts(en) })
const option = (id: string, en: string, fr: string, ar: string) => ({ id, text: text(en, fr, ar) })

const moments = [
  option('welcome', 'The welcome', 'L’accueil', 'الاستقبال'),
  option('advice', 'The advice', 'Les conseils', 'النصائح'),
  option('payment', 'Paying', 'Le paiement', 'الدفع'),
  option('parcel', 'Opening the parcel', 'L’ouverture du colis', 'فتح الطرد'),
]
const countries = ['at', 'be', 'dk', 'fi', 'fr', 'de', 'ie', 'it', 'nl', 'pl', 'pt', 'es'].map((id) => ({
  id,
  text: Object.fromEntries(
    ['en', 'fr', 'ar', ...furtherLanguages].map((language) => [
      language,
      // Every region that is listed has a name.
      new Intl.DisplayNames(language, { type: 'region' }).of(id.toUpperCase()) as string,
    ]),
  ),
}))

/** What each is called in the switcher, and what it asks. */
export const samples = {
  csat: {
    name: 'CSAT, faces',
    question: {
      type: 'csat',
      text: text('How did placing your order go?', 'Comment s’est déroulé le passage de votre commande ?', 'كيف سار تقديم طلبك؟'),
    },
  },
  nps: {
    name: 'NPS',
    question: {
      type: 'nps',
      text: text(
        'How likely are you to recommend Maison Lumen to a friend or colleague?',
        'Quelle est la probabilité que vous recommandiez Maison Lumen à un proche ou à un collègue ?',
        'ما مدى احتمال أن توصي بـ Maison Lumen لصديق أو زميل؟',
      ),
    },
  },
  ces: {
    name: 'CES, agreement',
    question: {
      type: 'ces',
      text: text(
        'Maison Lumen made it easy for me to return my lamp.',
        'Maison Lumen m’a permis de renvoyer ma lampe facilement.',
        'سهّلت عليّ Maison Lumen إعادة المصباح.',
      ),
    },
  },
  stars: {
    name: 'Rating, stars',
    question: {
      type: 'rating',
      display: 'stars',
      text: text('How do you find your new lamp?', 'Que pensez-vous de votre nouvelle lampe ?', 'ما رأيك في مصباحك الجديد؟'),
      labels: [text('Disappointing', 'Décevante', 'مخيّب'), text('Wonderful', 'Formidable', 'رائع')],
    },
  },
  hearts: {
    name: 'Rating, hearts',
    question: {
      type: 'rating',
      display: 'hearts',
      text: text('How much do you like this room?', 'Aimez-vous cette pièce ?', 'كم تعجبك هذه الغرفة؟'),
      labels: [text('Not my style', 'Pas mon style', 'ليست ذوقي'), text('I love it', 'Je l’adore', 'أحبها')],
    },
  },
  thumbs: {
    name: 'Rating, thumbs',
    question: {
      type: 'rating',
      display: 'thumbs',
      points: 2,
      text: text('Was this page helpful?', 'Cette page vous a-t-elle été utile ?', 'هل كانت هذه الصفحة مفيدة؟'),
      labels: [text('No', 'Non', 'لا'), text('Yes', 'Oui', 'نعم')],
    },
  },
  eleven: {
    name: 'Rating, eleven points',
    question: {
      type: 'rating',
      points: 11,
      text: text('How warm is the light?', 'La lumière est-elle chaude ?', 'ما مدى دفء الضوء؟'),
      labels: [text('Cold', 'Froide', 'بارد'), text('Warm', 'Chaude', 'دافئ')],
    },
  },
  comment: {
    name: 'Text, long',
    question: { type: 'text', text: text('What could we do better?', 'Que pourrions-nous améliorer ?', 'ما الذي يمكننا تحسينه؟') },
  },
  word: {
    name: 'Text, short',
    question: {
      type: 'text',
      long: false,
      maxLength: 60,
      text: text('Your visit in one word?', 'Votre visite en un mot ?', 'زيارتك في كلمة واحدة؟'),
    },
  },
  email: {
    name: 'Text, email',
    question: {
      type: 'text',
      format: 'email',
      text: text('Where may we reply?', 'Où pouvons-nous vous répondre ?', 'أين يمكننا الرد عليك؟'),
    },
  },
  number: {
    name: 'Text, number',
    question: {
      type: 'text',
      format: 'number',
      min: 1,
      max: 40,
      text: text('How many lamps do you have at home?', 'Combien de lampes avez-vous chez vous ?', 'كم مصباحًا لديك في المنزل؟'),
    },
  },
  choice: {
    name: 'Choice, one',
    question: {
      type: 'choice',
      text: text('Which moment stayed with you?', 'Quel moment vous a marqué ?', 'أي لحظة بقيت في ذاكرتك؟'),
      options: [...moments, { ...option('other', 'Something else', 'Autre chose', 'شيء آخر'), other: true }],
    },
  },
  several: {
    name: 'Choice, several',
    question: {
      type: 'choice',
      multiple: true,
      max: 3,
      text: text(
        'What helped you choose? Up to three.',
        'Qu’est-ce qui vous a aidé à choisir ? Trois au plus.',
        'ما الذي ساعدك على الاختيار؟ ثلاثة كحد أقصى.',
      ),
      options: [
        option('photos', 'The pictures', 'Les photos', 'الصور'),
        option('reviews', 'What others say', 'Les avis', 'آراء الآخرين'),
        option('price', 'The price', 'Le prix', 'السعر'),
        option('delivery', 'Quick delivery', 'La livraison rapide', 'التوصيل السريع'),
        { ...option('none', 'None of these', 'Aucun de ceux-ci', 'لا شيء من ذلك'), none: true },
      ],
    },
  },
  chips: {
    name: 'Choice, chips',
    question: {
      type: 'choice',
      display: 'chips',
      text: text('Which room is it for?', 'Pour quelle pièce ?', 'لأي غرفة؟'),
      options: [
        option('living', 'Living room', 'Salon', 'غرفة المعيشة'),
        option('bedroom', 'Bedroom', 'Chambre', 'غرفة النوم'),
        option('kitchen', 'Kitchen', 'Cuisine', 'المطبخ'),
        option('study', 'Study', 'Bureau', 'المكتب'),
        option('hall', 'Hall', 'Entrée', 'المدخل'),
      ],
    },
  },
  filter: {
    name: 'Choice, with a filter',
    question: {
      type: 'choice',
      text: text('Where should it be delivered?', 'Où faut-il livrer ?', 'إلى أين نوصله؟'),
      options: countries,
    },
  },
  moment: {
    name: 'Moments of the visit',
    question: {
      type: 'moment',
      text: text(
        'Looking back on your visit, which moment stands out?',
        'En repensant à votre visite, quel moment retenez-vous\u202f?',
        'عند استرجاع زيارتك، أي لحظة بقيت في ذاكرتك؟',
      ),
    },
  },
  ranking: {
    name: 'Ranking',
    question: {
      type: 'ranking',
      text: text(
        'What matters most when you buy a lamp?',
        'Qu’est-ce qui compte le plus quand vous achetez une lampe ?',
        'ما الأهم عند شراء مصباح؟',
      ),
      options: [
        option('light', 'Its light', 'Sa lumière', 'ضوؤه'),
        option('look', 'Its look', 'Son allure', 'شكله'),
        option('price', 'Its price', 'Son prix', 'سعره'),
        option('repair', 'That it can be repaired', 'Qu’elle soit réparable', 'إمكانية إصلاحه'),
      ],
    },
  },
  matrix: {
    name: 'Matrix',
    question: {
      type: 'matrix',
      text: text('How did each part of it go?', 'Comment s’est passée chaque étape ?', 'كيف سارت كل خطوة؟'),
      rows: [
        option('finding', 'Finding the lamp', 'Trouver la lampe', 'العثور على المصباح'),
        option('paying', 'Paying', 'Payer', 'الدفع'),
        option('delivery', 'Delivery', 'La livraison', 'التوصيل'),
      ],
    },
  },
  slider: {
    name: 'Slider',
    question: {
      type: 'slider',
      text: text('How sure are you of your choice?', 'Êtes-vous sûr de votre choix ?', 'ما مدى ثقتك باختيارك؟'),
      labels: [text('Not sure at all', 'Pas sûr du tout', 'غير واثق إطلاقًا'), text('Quite sure', 'Tout à fait sûr', 'واثق تمامًا')],
    },
  },
  date: {
    name: 'Date',
    question: { type: 'date', max: 'today', text: text('When did the parcel arrive?', 'Quand le colis est-il arrivé ?', 'متى وصل الطرد؟') },
  },
  contact: {
    name: 'Contact',
    question: {
      type: 'contact',
      fields: ['firstName', 'email', 'phone'],
      required: ['email'],
      text: text('May we get back to you about it?', 'Pouvons-nous vous recontacter à ce sujet ?', 'هل يمكننا التواصل معك بشأن ذلك؟'),
    },
  },
  consent: {
    name: 'Consent',
    question: {
      type: 'consent',
      text: text('May we quote you?', 'Pouvons-nous vous citer ?', 'هل يمكننا الاقتباس منك؟'),
      label: text(
        'You may show my comment, without my name, on your site.',
        'Vous pouvez publier mon commentaire, sans mon nom, sur votre site.',
        'يمكنكم عرض تعليقي على موقعكم دون ذكر اسمي.',
      ),
      link: { href: '/help', text: text('What happens to it', 'Ce qu’il en advient', 'ماذا يحدث له') },
    },
  },
  link: {
    name: 'Action, link',
    question: {
      type: 'action',
      action: 'link',
      href: '/help/refunds',
      label: text('How returns work', 'Comment renvoyer un article', 'كيف تتم الإعادة'),
      text: text('It can be sent back for 30 days.', 'Vous avez 30 jours pour changer d’avis.', 'يمكن إعادته خلال 30 يومًا.'),
    },
  },
  copy: {
    name: 'Action, code to copy',
    question: {
      type: 'action',
      action: 'copy',
      code: 'LUMEN-FRIEND',
      label: text('Copy the code', 'Copier le code', 'نسخ الرمز'),
      text: text(
        'A code for a friend: delivery is free.',
        'Un code pour un proche : la livraison est offerte.',
        'رمز لصديق: التوصيل مجاني.',
      ),
    },
  },
  share: {
    name: 'Action, share',
    question: {
      type: 'action',
      action: 'share',
      label: text('Share it', 'Partager', 'مشاركة'),
      text: text('Show your lamp to somebody?', 'Montrer votre lampe à quelqu’un ?', 'هل تودّ أن تُري مصباحك لأحد؟'),
    },
  },
  callback: {
    name: 'Action, call me back',
    question: {
      type: 'action',
      action: 'callback',
      label: text('Call me back', 'Rappelez-moi', 'اتصلوا بي'),
      text: text('Shall we talk about it?', 'Voulez-vous en parler avec nous ?', 'هل نتحدث في ذلك؟'),
    },
  },
  message: {
    name: 'Message',
    question: {
      type: 'message',
      text: text('You have chosen well.', 'Vous avez bien choisi.', 'لقد أحسنت الاختيار.'),
      list: [
        text('Repaired free of charge for ten years', 'Réparée gratuitement pendant dix ans', 'إصلاح مجاني لعشر سنوات'),
        text('Sent back free of charge for 30 days', 'Retour gratuit pendant 30 jours', 'إعادة مجانية خلال 30 يومًا'),
        text('Made in Nantes, of recycled brass', 'Fabriquée à Nantes, en laiton recyclé', 'صُنع في نانت من نحاس معاد تدويره'),
      ],
      link: { href: '/help', text: text('Ask us anything', 'Posez-nous vos questions', 'اسألنا ما شئت') },
    },
  },
} as const

export type SampleId = keyof typeof samples
export const sampleIds = Object.keys(samples) as SampleId[]
const questionOf = (id: SampleId) => ({ id, ...samples[id].question })

export const layouts = {
  'bottom-end': 'Card, bottom end',
  'bottom-start': 'Card, bottom start',
  'top-end': 'Card, top end',
  'top-start': 'Card, top start',
  modal: 'Modal',
  'bar-bottom': 'Bar, bottom',
  'bar-top': 'Bar, top',
  inline: 'Inline',
  slot: 'Slot',
  launcher: 'Launcher',
} as const
export type LayoutId = keyof typeof layouts

/** The survey of a sample in a layout; `all` asks every question, one after another. */
export const surveyOf = (sample: SampleId | 'all', layout: LayoutId) => ({
  id: 'sample',
  touchpoint: { id: 'gallery', stage: 'evaluation', category: 'product' },
  trigger: layout === 'slot' ? { on: 'slot' } : layout === 'launcher' ? { on: 'launcher' } : { on: 'manual' },
  consent: 'none',
  ...(layout === 'modal' && { layout: { type: 'modal' } }),
  ...(layout.startsWith('bar-') && { layout: { type: 'bar', at: layout === 'bar-top' ? 'top' : 'bottom' } }),
  ...(/^(bottom|top)-/.test(layout) && { layout: { at: layout } }),
  questions: sample === 'all' ? sampleIds.map(questionOf) : [questionOf(sample)],
  endings: [{ id: 'thanks', text: text('Thank you. It was kept nowhere.', 'Merci. Rien n’a été conservé.', 'شكرًا لك. لم يُحفظ شيء.') }],
})
