/** Every text in English and French that stands in a node, as deep as it goes. */
export const textsOf = (node: unknown): readonly { readonly en: string; readonly fr: string }[] => {
  if (typeof node !== 'object' || node === null) return []
  const { en, fr } = node as { readonly en?: unknown; readonly fr?: unknown }
  if (typeof en === 'string' && typeof fr === 'string') return [{ en, fr }]
  return Object.values(node).flatMap(textsOf)
}
