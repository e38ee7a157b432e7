export * from './hostnameField';
