import { lookup as resolve } from 'node:dns/promises'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Public by their range, and yet a cloud's own: Azure's host (wire server, DNS, metadata). */
const clouds = ['168.63.129.16']

/** Where no channel may lead: what is not a public address, so that nobody reaches into the network the collector stands in. */
export const isPublic = (address: string): boolean => {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  return parsed.range() === 'unicast' && !clouds.includes(parsed.toString())
}

const isLoopback = (address: string): boolean => ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback'

/** One of the addresses that a name has. */
export interface Address {
  readonly address: string
  readonly family: number
}
export type Resolve = (host: string) => Promise<readonly Address[]>
export const resolveAll: Resolve = (host) => resolve(host, { all: true, verbatim: true })

/** Why something is not sent. A code for the team to read; what the receiver says is never kept. */
export class Refused extends Error {
  constructor(readonly reason: 'not-https' | 'private-address' | 'bad-address' | 'no-such-host') {
    super(reason)
  }
}

const bare = (host: string): string => host.replace(/^\[|\]$/g, '')

export interface GuardOptions {
  /** `http:` and loopback addresses are fine: for trying things out on one's own machine. */
  readonly allowLocal: boolean
  readonly resolve: Resolve
}

/** What an address must be, whatever its name leads to: said when a channel is made, too. */
export const checkUrl = (text: string, allowLocal: boolean): URL => {
  if (!URL.canParse(text)) throw new Refused('bad-address')
  const url = new URL(text)
  if (url.username || url.password) throw new Refused('bad-address')
  const host = bare(url.hostname)
  const local = allowLocal && (host === 'localhost' || isLoopback(host))
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) throw new Refused('not-https')
  if (isIP(host) && !isPublic(host) && !local) throw new Refused('private-address')
  return url
}

/**
 * The one address to connect to. Every address of the name has to be public: who mixes them wants us to take the other. The connection is made
 * to what is returned here, so that the name cannot lead elsewhere a moment later.
 */
export const pin = async (url: URL, { allowLocal, resolve: find }: GuardOptions): Promise<Address> => {
  const host = bare(url.hostname)
  checkUrl(url.href, allowLocal)
  const found: readonly Address[] = isIP(host)
    ? [{ address: host, family: isIP(host) }]
    : await find(host).catch(() => {
        throw new Refused('no-such-host')
      })
  const [first] = found
  if (first === undefined) throw new Refused('no-such-host')
  if (!found.every(({ address }) => isPublic(address) || (allowLocal && isLoopback(address)))) throw new Refused('private-address')
  return first
}
