import { ApiError } from './ApiError';

/** The form of an answer that the client takes. */
export interface Negotiated {
  yaml: boolean;
  /** `Table`, `PartialObjectMetadata`, `APIGroupDiscoveryList` ... */
  as?: string;
  version?: string;
}

const NOT_ACCEPTABLE =
  'only the following media types are accepted: application/json, application/yaml';

/** Reads an `Accept` header; protobuf is passed over, the client falls back. */
export function negotiate(header: string, offered: string[]): Negotiated {
  const clauses = header.split(',').map(clause => {
    const [type, ...parameters] = clause.split(';').map(part => part.trim());
    const given = new URLSearchParams(parameters.join('&'));
    return { type, given, quality: Number(given.get('q') ?? 1) };
  });
  clauses.sort((a, b) => b.quality - a.quality);
  for (const { type, given } of clauses) {
    const as = given.get('as') ?? undefined;
    const yaml = type === 'application/yaml';
    const any = ['application/json', 'application/*', '*/*', ''].includes(type);
    if ((any || yaml) && (!as || offered.includes(as))) {
      return { yaml, as, version: given.get('v') ?? undefined };
    }
  }
  throw new ApiError(406, 'NotAcceptable', NOT_ACCEPTABLE, {});
}
