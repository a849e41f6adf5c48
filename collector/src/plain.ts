/**
 * A text as people read it who did not answer it: what it takes up of a visitor (`Hi {{trait.firstName|there}}`) is not sent, and stands here as
 * its fallback, or as an ellipsis.
 */
export const plain = (text: string): string => text.replace(/\{\{[^{}|]*(?:\|([^{}]*))?\}\}/g, (_, fallback) => fallback || '…')
