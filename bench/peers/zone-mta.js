// Counts the lines that Zone-MTA's bounce rules know. Usage: node zone-mta.js MODULES FILE COUNT
'use strict';
const [modules, file, count] = process.argv.slice(2);
const bounces = require(require('path').join(modules, 'zone-mta/lib/bounces.js'));
bounces.reloadBounces();
if (file) {
    const lines = require('fs').readFileSync(file, 'utf8').split('\n').slice(0, Number(count));
    const start = process.hrtime.bigint();
    let known = 0;
    for (const line of lines) {
        if (bounces.check(line).message !== 'Unknown') known++;
    }
    console.log(JSON.stringify({ lines: lines.length, known, seconds: Number(process.hrtime.bigint() - start) / 1e9 }));
}
