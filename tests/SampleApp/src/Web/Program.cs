using Web;

var site = await Site.Create(args, AppContext.BaseDirectory);
await site.RunAsync();
