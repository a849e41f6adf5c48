import type { IncomingMessage } from 'node:http'
import type { Context } from 'hono'
import ipaddr from 'ipaddr.js'

/** How many proxies stand before the collector, or which ones may say whom they speak for: addresses, `10.0.0.0/8`, `loopback`, `private`. */
export type TrustedProxies = number | readonly string[]

const named: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  private: ['127.0.0.0/8', '::1/128', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', 'fe80::/10'],
}

type Address = ReturnType<typeof ipaddr.process>
type Range = ReturnType<typeof ipaddr.parseCIDR>

/** An address as proxies write it: `192.0.2.1`, `192.0.2.1:5678`, `[2001:db8::1]:5678`, `::ffff:192.0.2.1`. */
const parse = (text: string): Address | null => {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
  // `127.1` and `0x7f.1` are addresses to this library, and nothing that a proxy writes.
  if (!ipaddr.IPv4.isValidFourPartDecimal(bare) && !ipaddr.IPv6.isValid(bare)) return null
  return ipaddr.process(bare)
}

const rangeOf = (text: string): Range => {
  try {
    if (text.includes('/')) return ipaddr.parseCIDR(text)
    const address = ipaddr.process(text)
    return [address, address.kind() === 'ipv4' ? 32 : 128] as Range
  } catch {
    throw new RangeError(`TRUST_PROXY: expected a number of proxies, addresses such as 10.0.0.0/8, loopback or private, got ${text}`)
  }
}

const within = (address: Address, ranges: readonly Range[]): boolean =>
  ranges.some((range) => address.kind() === range[0].kind() && address.match(range))

/** Somebody who has one IPv6 address has 2⁶⁴ of them: they count as one. */
const groupOf = (address: Address): string =>
  address instanceof ipaddr.IPv6
    ? `${address.parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(':')}::/64`
    : address.toString()

/**
 * Whose request it is, for limits alone: never stored, never logged. The connection's own peer, unless that is a trusted proxy: then whom the
 * proxy names last in `X-Forwarded-For`, and so on from right to left. What stands further left was written by the sender.
 */
export const createClientOf = (trusted: TrustedProxies) => {
  const ranges = typeof trusted === 'number' ? [] : trusted.flatMap((one) => (named[one] ?? [one]).map(rangeOf))
  const isProxy = (address: Address | null, hop: number): boolean =>
    typeof trusted === 'number' ? hop < trusted : address !== null && within(address, ranges)
  return (peer: string | undefined, forwarded: string | undefined): string => {
    let client = peer === undefined ? null : parse(peer)
    const chain = forwarded?.split(',') ?? []
    for (let hop = 0; isProxy(client, hop); hop++) {
      const next = parse(chain.pop()?.trim() ?? '')
      if (next === null) break
      client = next
    }
    return client === null ? 'unknown' : groupOf(client)
  }
}

/** The peer of a request that came over a socket; none for one that a program hands over. */
export const peerOf = (context: Context): string | undefined =>
  (context.env as { incoming?: IncomingMessage } | undefined)?.incoming?.socket?.remoteAddress
