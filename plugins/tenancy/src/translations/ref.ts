import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of the pages over all tenants, of the tabs of a tenant that came with them, and of the cards for home and
 * component pages.
 *
 * @public
 */
export const tenancyTranslationRef = createTranslationRef({
  id: 'plugin.tenancy',
  messages: {
    estate: {
      title: 'Tenants',
      search: 'Search tenants',
      searchHint: 'Team, namespace, hostname or image',
      tabs: {
        tenants: 'Tenants',
        causes: 'Causes',
        findings: 'Findings',
        drift: 'Drift',
        expiring: 'Runs out',
        versions: 'Versions',
      },
      states: 'States',
      environments: 'Environments',
      tenants_one: '1 tenant',
      tenants_other: '{{ count }} tenants',
      tenantsOf: '{{ shown }} of {{ total }}',
      noMatch: 'No tenant matches the search and the filters.',
      clear: 'Clear all',
      pending_one: '1 tenant was not looked at yet.',
      pending_other: '{{ count }} tenants were not looked at yet.',
      nothingMatches: 'Nothing matches the search and the filters.',
      first: 'The worst {{ shown }} of {{ total }} are shown.',
    },
    causes: {
      label: 'What is wrong, by cause',
      none: 'All is well.',
      since: 'since',
      more: 'and {{ further }} more',
      state: 'State',
      cause: 'Cause',
      turn: 'Whose turn',
      turns: {
        tenant: 'The team that owns it',
        platform: 'Platform team',
        otherTenant: 'Another team',
      },
    },
    findings: {
      label: 'Findings',
      none: 'The checks found nothing.',
      notYet: 'The checks run. This takes a moment.',
      checked: 'Checked',
      severity: 'Severity',
      severities: { error: 'Error', warning: 'Warning', info: 'Note' },
      code: 'Code',
      object: 'Object',
      message: 'What is wrong',
      fix: 'What to do',
      ofNoTenant: 'of no tenant',
      more: 'Show more',
      counts: '{{ code }} {{ number }}',
      codes: 'Kinds of findings',
    },
    drift: {
      label: 'What clusters hold otherwise than Git',
      none: 'What runs is what Git says, as far as it was compared.',
      objects: 'Objects',
      first: 'Such as',
      writer: 'Written by',
    },
    certificates: {
      heading: 'Certificates',
      label: 'Certificates that run out or are in trouble',
      none: 'No certificate has less than 30 days left.',
      name: 'Certificate',
      names: 'Names',
      left: 'Left',
      expired: 'expired',
      unknown: 'unknown',
      why: 'Why',
    },
    quotas: {
      heading: 'Quotas',
      label: 'Quotas that are nearly used up',
      none: 'No quota is used by 80 % or more.',
      resource: 'Resource',
      used: 'Used',
      share: 'Share',
      usedOf: '{{ used }} of {{ hard }}',
    },
    renderers: {
      label: 'Requests that an older version rendered',
      none: 'All requests were rendered by this version.',
      requests: 'Requests',
    },
    export: {
      label: 'Export',
      failed: 'The export failed. Try again.',
    },
    columns: {
      tenant: 'Tenant',
      tenants: 'Tenants',
      environment: 'Environment',
      state: 'State',
    },
  },
});
