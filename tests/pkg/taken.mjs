// Whether the encoder takes a flow, or leaves it to `check`: told by a runtime that has nobody to leave it to.
import { FlowError } from "lexloci";
import { Policy } from "lexloci/runtime";

export function takenBy(bytes) {
  const policy = Policy.load(bytes);
  return (flow, { asOf, level } = {}) => {
    try {
      policy.decide(flow, { asOf, level });
      return true;
    } catch (error) {
      if (error instanceof FlowError) return false;
      throw error;
    }
  };
}
