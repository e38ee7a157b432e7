/** Who makes a request, as in `authentication.k8s.io`. */
export interface UserInfo {
  username: string;
  groups: string[];
  uid?: string;
}
