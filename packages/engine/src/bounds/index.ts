export * from './passedLimit';
export * from './passedLimitOfJson';
