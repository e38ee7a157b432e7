/** Where the pictures of the documentation are made: before its site is built, and never committed. */
export const PICTURES = 'docs/pictures';

/**
 * What is to be seen, by the name of its file: a page of the demo portal as somebody sees it, and of it a card by its heading,
 * or what a window shows once a part of it is there, by role and name.
 */
export const pictures = {
  sync: {
    who: 'Ada',
    page: '/catalog/default/resource/payments',
    card: 'Sync',
  },
  network: {
    who: 'Paula',
    page: '/catalog/default/resource/search',
    card: 'Network',
  },
  secrets: {
    who: 'Ada',
    page: '/catalog/default/resource/payments',
    card: 'Secrets',
  },
  workloads: {
    who: 'Ada',
    page: '/catalog/default/resource/payments',
    card: 'Workloads',
  },
  quota: {
    who: 'Ada',
    page: '/catalog/default/resource/payments',
    card: 'Quota',
  },
  tenant: {
    who: 'Ada',
    page: '/tenancy/payments',
    shows: 'heading',
    named: 'payments',
  },
  estate: { who: 'Paula', page: '/tenancy', shows: 'list', named: 'Tenants' },
  setup: {
    who: 'Paula',
    page: '/tenancy/setup',
    shows: 'list',
    named: 'Clusters',
  },
};

/** Whether a file is a picture that is there once the site is built. */
export const isPicture = file =>
  Object.keys(pictures).some(name => file === `${PICTURES}/${name}.png`);
