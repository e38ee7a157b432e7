import type { JsonObject } from '@backstage/types';
import type {
  OperationView,
  PlatformView,
  PreviewFile,
  PreviewView,
  PublishedView,
  RequestChangeView,
  TenantStatusView,
} from '@groundwork/backstage-plugin-tenancy-common';
import { defaultLayout, type Finding } from '@groundwork/engine';
import type { TenancyRenderer } from '../renderer/TenancyRenderer';

/** A platform on GitHub, with both trees in one repository. */
export const platform: PlatformView = {
  prefix: 'tenancy.groundwork.dev',
  publish: 'pullRequest',
  repository: {
    platform: { url: 'https://github.com/acme/estate.git', branch: 'main' },
    tenants: { url: 'https://github.com/acme/estate.git', branch: 'main' },
  },
  layout: defaultLayout,
  tiers: [],
  environments: [],
};

/** The same platform on a plain Git remote. */
export const pushedPlatform: PlatformView = { ...platform, publish: 'push' };

/** A preview of these files, with nothing wrong. */
export function previewOf(
  files: PreviewFile[],
  findings: Finding[] = [],
): PreviewView {
  return {
    changes: ['+ Namespace payments in dev'],
    files,
    removals: [],
    findings,
    checkedLive: true,
    sources: [],
    base: { platform: 'a'.repeat(40), tenants: 'a'.repeat(40) },
  };
}

/** An error about a field. */
export function refusal(field: string): Finding {
  return {
    code: 'NameTaken',
    severity: 'error',
    subject: { cluster: 'git', group: '', kind: 'Tenant', name: 'payments' },
    field,
    message: 'The name is taken.',
    fix: 'Choose another name.',
    fixableBy: 'tenant',
    evidence: [],
  };
}

/** Answers with what it is given and remembers what it was asked. */
export function fakeRenderer(answers: {
  platform?: PlatformView;
  preview?: PreviewView;
  /** The spec of the request in Git. */
  present?: JsonObject;
  status?: () => TenantStatusView | undefined;
  /** What comes of a change of a request; nobody makes any where it is left out. */
  change?: { preview?: RequestChangeView; done?: PublishedView };
  /** The operation, each time somebody looks; nobody can act where it is left out. */
  operation?: () => OperationView;
}) {
  const asked: unknown[] = [];
  const renderer: TenancyRenderer = {
    async platform() {
      return answers.platform ?? platform;
    },
    async request() {
      return answers.present && { spec: answers.present };
    },
    async preview(input) {
      asked.push(input);
      return answers.preview ?? previewOf([]);
    },
    async previewPlatform() {
      return answers.preview ?? previewOf([]);
    },
    async status() {
      return answers.status?.();
    },
    async sync(place, input) {
      asked.push({ ...place, ...input });
      return answers.operation !== undefined;
    },
    async operation() {
      return answers.operation?.() ?? {};
    },
    async previewChange(request, change) {
      asked.push({ preview: { request, change } });
      return answers.change?.preview;
    },
    async change(request, change) {
      asked.push({ request, change });
      return answers.change?.done;
    },
    async registerProposal(proposal) {
      asked.push(proposal);
    },
  };
  return { asked, rendererFor: async () => renderer };
}
