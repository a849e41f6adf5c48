/** Every recipe. On a page each is a chunk, `recipe-<name>`. */
export const recipeNames = ['post-purchase', 'checkout-csat', 'chat-end', 'peak-end', 'relationship-nps', 'exit-reason'] as const
export type RecipeName = (typeof recipeNames)[number]
