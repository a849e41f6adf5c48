import { createTransport } from 'nodemailer'
import type { Result } from './http'
import type { Letter } from './shapes'

export interface MailOptions {
  /** `smtp://user:password@host:587` or `smtps://…:465`. */
  readonly url: string
  /** Who it comes from. */
  readonly from: string
}

/** Sends one mail; the id is the same for every attempt, so that mailboxes may know it again. */
export type Mail = (id: string, to: readonly string[], letter: Letter) => Promise<Result>

const TIMEOUT_MS = 10_000

/** By SMTP. Whoever sets `SMTP_URL` has said where to: it may be a server of one's own network. */
export const createMail = ({ url, from }: MailOptions): Mail => {
  const transport = createTransport({
    url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return async (id, to, { subject, text, html }) => {
    try {
      await transport.sendMail({
        from,
        to: [...to],
        subject,
        text,
        ...(html !== undefined && { html }),
        messageId: `<${id}@peakend>`,
        headers: { 'auto-submitted': 'auto-generated' },
      })
      return { status: 250, reason: null, retryAfterMs: null }
    } catch (error) {
      const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : Number.NaN
      return Number.isInteger(code)
        ? { status: code, reason: `smtp-${code}`, retryAfterMs: null }
        : { status: null, reason: 'network', retryAfterMs: null }
    }
  }
}
