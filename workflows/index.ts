export { application } from './application.js';
export { clearance } from './clearance.js';
export { grievance } from './grievance.js';
export { census, retention, statistics } from './upkeep.js';
