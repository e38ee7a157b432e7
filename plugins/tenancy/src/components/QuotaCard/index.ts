export * from './QuotaCard';
