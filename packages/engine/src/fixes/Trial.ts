import { describeEdit } from '../edit/describeEdit';
import { type Finding, refKey } from '../model';
import { type PreviewContext, previewRequestInSteps } from '../preview';
import { resolveAsk } from '../preview/resolveAsk';
import { type RequestEnvelope, requestPath, tenantOf } from '../request';
import { treeOf } from '../request/paths';
import type { Steps } from '../steps';
import type { FixOption } from './Fix';
import type { Trouble, Way } from './Trouble';

/**
 * What a preview needs, with the requests in Git of the tenant and the Tenant requests of all others.
 *
 * @public
 */
export interface TrialOptions extends PreviewContext {
  requests: readonly RequestEnvelope[];
}

/** Previews edits, and remembers what was wrong with each request before. */
export class Trial {
  readonly #before = new Map<string, readonly Finding[]>();

  readonly #options: TrialOptions;

  constructor(options: TrialOptions) {
    this.#options = options;
  }

  /** What is wrong with a request as Git holds it. */
  *before(request: RequestEnvelope): Steps<readonly Finding[]> {
    const path = requestPath(request, this.#options.platform.layout);
    const known = this.#before.get(path);
    if (known) {
      return known;
    }
    const { findings } = yield* this.#preview({
      request,
      to: request.spec as Record<string, unknown>,
      title: '',
    });
    this.#before.set(path, findings);
    return findings;
  }

  /** The way as an option, if it helps and hurts nothing. */
  *tried(trouble: Trouble, way: Way): Steps<FixOption | undefined> {
    const before = yield* this.before(way.request);
    const { findings, removals, ask } = yield* this.#preview(way);
    const is = ask.request?.spec;
    if (!is || removals.length > 0) {
      return undefined;
    }
    const known = new Set(before.map(keyOf));
    const wasRefused = before.some(isError);
    const isNew = (finding: Finding) =>
      !known.has(keyOf(finding)) &&
      // What was refused before was not checked any further then.
      (isError(finding) || (!wasRefused && finding.severity === 'warning'));
    // That a file was edited by hand is told until it is rendered again.
    const remains =
      way.to !== way.request.spec &&
      findings.some(
        ({ code, message }) =>
          code === trouble.code && message === trouble.message,
      );
    if (findings.some(isNew) || remains) {
      return undefined;
    }
    const { kind, metadata, spec } = way.request;
    return {
      title: way.title,
      request: { kind, tenant: tenantOf(way.request), name: metadata.name },
      edit: {
        kind,
        name: metadata.name,
        ...(metadata.tenant === undefined ? {} : { tenant: metadata.tenant }),
        base: spec as Record<string, unknown>,
        to: is as Record<string, unknown>,
      },
      changes: describeEdit(spec, is),
      review:
        treeOf(
          requestPath(way.request, this.#options.platform.layout),
          this.#options.platform.layout,
        ) === 'platform'
          ? 'platform'
          : 'team',
      risk: way.risk ?? 'none',
      remaining: [
        ...new Set(findings.filter(isError).map(({ message }) => message)),
      ],
    };
  }

  *#preview({ request, to }: Way) {
    const { kind, metadata, spec } = request;
    const ask = resolveAsk(
      {
        edit: {
          kind,
          name: metadata.name,
          ...(metadata.tenant === undefined ? {} : { tenant: metadata.tenant }),
          base: spec as Record<string, unknown>,
          to,
        },
      },
      () => request,
      this.#options.capabilities
        ? { capabilities: this.#options.capabilities }
        : undefined,
    );
    const preview = yield* previewRequestInSteps({ ...this.#options, ask });
    return { ...preview, ask };
  }
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

/** What is said where; what moves up in its list when something before it goes is still the same. */
function keyOf({ code, subject, field = '', message }: Finding): string {
  const place = field.replace(/\[\d+\]/g, '[]');
  return [code, refKey(subject), place, message].join('|');
}
