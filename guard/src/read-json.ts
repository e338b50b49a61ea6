import { isSafeAddress } from './safe-address.ts';

/** Largest document read, in bytes. A real key set of a token service is below 50,000. */
const maximumBytes = 524_288;

/** The issuer's metadata or keys could not be read. */
export class MetadataUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MetadataUnavailable';
  }
}

async function readBounded(response: Response, address: string): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let bytes = 0;
  if (response.body === null) throw new MetadataUnavailable(`${address} answered with an empty body`);
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > maximumBytes) throw new MetadataUnavailable(`${address} answered with more than ${maximumBytes} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/**
 * Reads a JSON object, without following redirects and within bounds of size and time.
 * @param address https, or http on a loopback host.
 * @param timeoutMilliseconds for the whole exchange, body included.
 * @throws MetadataUnavailable whatever went wrong; the cause tells.
 */
export async function readJson(
  address: string,
  fetchImplementation: typeof fetch,
  timeoutMilliseconds: number,
): Promise<Readonly<Record<string, unknown>>> {
  if (!URL.canParse(address) || !isSafeAddress(new URL(address))) {
    throw new MetadataUnavailable(`the issuer's metadata names '${address}', which is not an https address`);
  }
  try {
    const response = await fetchImplementation(address, {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new MetadataUnavailable(`${address} answered ${response.status}`);
    }
    const document: unknown = JSON.parse(await readBounded(response, address));
    if (typeof document !== 'object' || document === null || Array.isArray(document)) {
      throw new MetadataUnavailable(`${address} did not answer with a JSON object`);
    }
    return document as Readonly<Record<string, unknown>>;
  } catch (error) {
    if (error instanceof MetadataUnavailable) throw error;
    throw new MetadataUnavailable(`${address} could not be read`, { cause: error });
  }
}
