/** What a text weighs on the wire: UTF-8 bytes. Limits of keepalive (64 KiB, Fetch §http-network-or-cache-fetch) count these, not characters. */
export const bytesOf = (text: string): number => new TextEncoder().encode(text).length
