export * from './gatewayField';
