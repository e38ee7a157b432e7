import { z } from 'zod';
import { ManifestFile } from '../model';
import { RenderContext } from './RenderContext';
import { RequestEnvelope } from '../request/envelope';

/**
 * One kind of request: its schema and what it renders to. To add one, write its folder and add it to `capabilities/list.ts`.
 *
 * `render` is called with a request that its schema has accepted, of a tenant that exists and is active.
 * It throws `RequestError` (through `context.refusals`) for what it can't render, and returns files otherwise;
 * the request file itself is added for it. It is pure: the same request and platform give the same bytes.
 *
 * @public
 */
export interface Capability<
  K extends string = string,
  S extends z.ZodType<RequestEnvelope> = z.ZodType<RequestEnvelope>,
> {
  kind: K;
  schema: S;
  render(request: z.output<S>, context: RenderContext): readonly ManifestFile[];
}
