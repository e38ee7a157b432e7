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
  applyEdit,
  finish,
  parseRequest,
  parseRequestText,
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
/* eslint-enable @backstage/no-relative-monorepo-imports */
import { readTemplate } from './__testUtils__/templatePortal';

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

describe('a change form that nobody touched', () => {
  it.each(Object.entries(kinds))(
    'changes nothing of any %s',
    (template, requests) => {
      const pages = readTemplate(template as keyof typeof kinds).spec
        .parameters as Page[];
      const fields = pages[0]['ui:options']?.spec ?? [];
      fc.assert(
        fc.property(requests, handwriting, (document, hand) => {
          const text = written(document, hand);
          fc.pre(text.length <= sharedLimits.characters);
          const request = parseRequestText(text);
          expect(request).toEqual(parseRequest(document));
          const base: JsonObject = JSON.parse(JSON.stringify(request.spec));
          const form = shown(pages, {
            mode: 'change',
            tenant: 'payments',
            name: request.metadata.name,
            ...JSON.parse(JSON.stringify(formFromSpec(base, fields))),
          });

          const edit = editFromForm(form, fields, base);

          const { document: next, findings } = applyEdit(
            { ...request.metadata, kind: request.kind, ...edit },
            request,
          );
          expect(findings).toEqual([]);
          const same = parseRequest(next);
          expect(same).toEqual(request);
          // Not a byte of the file differs, whoever wrote it.
          const { content } = requestFile(same);
          expect(finish(requestText(text, same, content))).toBe(text);
        }),
        { numRuns: 100 },
      );
    },
  );
});
