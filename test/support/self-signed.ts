import { generateKeyPairSync, sign } from 'node:crypto';

export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** Generates a self-signed certificate (X.509, RFC 5280), so that the repository contains no private key. */
export const selfSigned = (): Identity => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(tagged(0x31, sequence(COMMON_NAME, tagged(0x0c, Buffer.from('localhost')))));
  const validity = sequence(...['20200101000000Z', '20991231235959Z'].map((at) => tagged(0x18, Buffer.from(at))));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const content = sequence(tagged(0x02, Buffer.from([1])), ECDSA_SHA256, name, validity, name, spki);
  const signature = tagged(0x03, Buffer.from([0]), sign('sha256', content, privateKey));
  return {
    cert: pem('CERTIFICATE', sequence(content, ECDSA_SHA256, signature)),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
};

/** DER: a tag, a length, the content. */
const tagged = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const length = content.length < 128 ? [content.length] : [0x82, content.length >> 8, content.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
};

const sequence = (...parts: readonly Buffer[]): Buffer => tagged(0x30, ...parts);

/** Object identifier 2.5.4.3 */
const COMMON_NAME = tagged(0x06, Buffer.from([0x55, 0x04, 0x03]));

/** Object identifier 1.2.840.10045.4.3.2 */
const ECDSA_SHA256 = sequence(tagged(0x06, Buffer.from([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02])));

const pem = (label: string, der: Buffer): string =>
  `-----BEGIN ${label}-----\n${der.toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;
