/** What the shop promises: the cart counts with it, the help pages and the chat say it in words. */
export const terms = {
  /** Euro cents for one parcel. */
  deliveryCents: 6_00,
  /** Euro cents from which a parcel costs nothing. */
  freeDeliveryFromCents: 80_00,
  /** Days after the parcel arrived during which anything may come back. */
  returnDays: 30,
  /** Working days until the refund leaves, once the parcel is back. */
  refundDays: 5,
} as const
