export { whoAnswers } from './whoAnswers';
export type {
  AnsweringBackend,
  GatewayRequest,
  RequestAnswer,
} from './request';
