/** The languages the shop speaks. */
export type Language = 'en' | 'fr'

/** A text in every language of the shop. */
export type Words = Readonly<Record<Language, string>>

/** One thing the shop sells. Its picture is `/pictures/<slug>.svg`. */
export interface Product {
  readonly slug: string
  readonly category: 'light' | 'table' | 'textile' | 'room'
  readonly name: Words
  /** One line, for a list. */
  readonly line: Words
  /** Two short paragraphs, for its own page. */
  readonly story: readonly Words[]
  /** Material, size, care: one line each. */
  readonly facts: readonly Words[]
  /** Euro cents, taxes included. */
  readonly priceCents: number
  /** Pieces in the workshop; 0 when it is sold out. */
  readonly stock: number
  /** Working days from the order to the door, when it is in stock. */
  readonly deliveryDays: number
  /** What its picture shows, for those who do not see it. */
  readonly alt: Words
}

/** One answer of the help pages. */
export interface Article {
  readonly slug: string
  readonly topic: 'delivery' | 'returns' | 'orders' | 'care'
  readonly title: Words
  readonly lead: Words
  /** Paragraphs. */
  readonly body: readonly Words[]
}
