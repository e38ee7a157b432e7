export * from './EstatePage';
