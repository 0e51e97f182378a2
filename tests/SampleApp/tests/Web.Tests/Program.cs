using Web.Tests;

var checks = new Checks();
await Endpoints.Check(checks);
await Servers.Check(checks);
return checks.Report();
