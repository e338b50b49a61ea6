import { plans } from './plans.ts';
import { runPlan } from './run-plan.ts';

runPlan(plans.formPostBasic);
