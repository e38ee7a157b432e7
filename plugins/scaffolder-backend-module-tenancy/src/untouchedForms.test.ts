import { getDefaultFormState } from '@rjsf/utils';
import validator from '@rjsf/validator-ajv8';
import fc from 'fast-check';
import type { JsonObject } from '@backstage/types';
import {
  editFromForm,
  type FormFields,
  formFromSpec,
} from '@groundwork/backstage-plugin-tenancy-common';
import {
  defaultLayout,
  applyEdit,
  finish,
  parseRequest,
  parseRequestText,
  type Request,
  requestFile,
  requestText,
  sharedLimits,
} from '@groundwork/engine';
/* eslint-disable @backstage/no-relative-monorepo-imports -- the generators of requests are no part of what the engine publishes */
import { requestsOf } from '../../../packages/engine/src/testing/arbitraries/requestsOf';
import {
  handwriting,
  written,
} from '../../../packages/engine/src/testing/arbitraries/handwriting';
import { fullEstate } from '../../../packages/engine/src/testing/arbitraries/estates';
import { tenantRequests } from '../../../packages/engine/src/testing/arbitraries/tenant';
import { cases } from '../../../packages/engine/src/testing/cases';
/* eslint-enable @backstage/no-relative-monorepo-imports */
import { readTemplate, templateNames } from './__testUtils__/templates';

const scope = fullEstate({ version: '1.6.1', channel: 'experimental' });

const kinds = {
  workload: requestsOf('Workload')(scope),
  route: requestsOf('Route')(scope),
  secret: requestsOf('Secret')(scope),
  application: requestsOf('Application')(scope),
  service: requestsOf('Service')(scope),
  scaler: requestsOf('Scaler')(scope),
  tenant: tenantRequests(scope.platform),
};

type Page = JsonObject & { 'ui:options'?: { spec?: FormFields } };

// The wizard says so of every template; here it would hide everything else.
jest.spyOn(console, 'warn').mockImplementation(() => {});

/** What the wizard makes of a form that was filled from a request, once every page was looked at. */
function shown(pages: readonly Page[], form: JsonObject): JsonObject {
  return pages.reduce<JsonObject>(
    (data, page) =>
      getDefaultFormState(validator, page, data, page) as JsonObject,
    form,
  );
}

const pagesOf = Object.fromEntries(
  Object.keys(kinds).map(name => [
    name,
    readTemplate(name as keyof typeof kinds).spec.parameters as Page[],
  ]),
) as Record<keyof typeof kinds, Page[]>;

/** Fills the form of a template from a request file, looks at it, and submits it: the file before and after. */
function submitted(
  template: keyof typeof kinds,
  text: string,
  look: (pages: readonly Page[], form: JsonObject) => JsonObject,
): { request: Request; same: Request; after: string } {
  const pages = pagesOf[template];
  const fields = pages[0]['ui:options']?.spec ?? [];
  const request = parseRequestText(text);
  const base: JsonObject = JSON.parse(JSON.stringify(request.spec));
  const form = look(pages, {
    mode: 'change',
    tenant: 'payments',
    name: request.metadata.name,
    ...JSON.parse(JSON.stringify(formFromSpec(base, fields))),
  });
  const edit = editFromForm(form, fields, base);
  const { document, findings } = applyEdit(
    { ...request.metadata, kind: request.kind, ...edit },
    request,
  );
  if (findings.length > 0) {
    throw new Error(JSON.stringify(findings));
  }
  const same = parseRequest(document);
  const { content } = requestFile(same, defaultLayout);
  return { request, same, after: finish(requestText(text, same, content)) };
}

// The wizard takes ten times as long as all the rest.
const looks = [
  { seen: 'none of its pages', look: (_: unknown, form: JsonObject) => form },
  { seen: 'every page', look: shown },
];

describe.each(looks)(
  'a change form that nobody touched, and that showed $seen',
  ({ look }) => {
    const numRuns = cases(look === shown ? 8 : 30);

    it.each(Object.keys(kinds) as Array<keyof typeof kinds>)(
      'changes nothing of any %s',
      template => {
        const requests: fc.Arbitrary<unknown> = kinds[template];
        fc.assert(
          fc.property(requests, handwriting, (document, hand) => {
            const text = written(document, hand);
            fc.pre(text.length <= sharedLimits.characters);

            const { request, same, after } = submitted(template, text, look);

            expect(request).toEqual(parseRequest(document));
            expect(same).toEqual(request);
            // Not a byte of the file differs, whoever wrote it.
            expect(after).toBe(text);
          }),
          { numRuns },
        );
      },
    );
  },
);

it.each(templateNames)(
  'a form that nobody filled in has no empty map: %s',
  name => {
    const form = shown(readTemplate(name).spec.parameters as Page[], {});
    // Each would be a row of the review.
    expect(
      Object.entries(form).filter(
        ([field, value]) =>
          JSON.stringify(value) === '{}' && field !== 'preview',
      ),
    ).toEqual([]);
  },
);
