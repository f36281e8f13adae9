/**
 * HMAC-SHA256 by a key that may never leave its place: of bytes, 32 bytes.
 *
 * @example
 * const mac: Mac = async (text) => (await kms.generateMac({ keyId, macAlgorithm: 'HMAC_SHA_256', message: text })).mac
 */
export type Mac = (text: Uint8Array) => Uint8Array | Promise<Uint8Array>
