using System.Reflection;
using Cake.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Hosting;

/// <summary>Registers tasks and lifetimes with the engine. A task is made when it is first needed: a run makes only what it runs.</summary>
internal sealed class TaskGraph(ICakeEngine engine, IServiceProvider services, IFrostingContext context)
{
    public void Register(IEnumerable<Type> tasks)
    {
        foreach (var task in tasks)
            RegisterTask(task);
        if (services.GetService<IFrostingLifetime>() is { } lifetime)
        {
            engine.RegisterSetupAction(info => lifetime.Setup(context, info));
            engine.RegisterTeardownAction(info => lifetime.Teardown(context, info));
        }

        if (services.GetService<IFrostingTaskLifetime>() is { } taskLifetime)
        {
            engine.RegisterTaskSetupAction(info => taskLifetime.Setup(context, info));
            engine.RegisterTaskTeardownAction(info => taskLifetime.Teardown(context, info));
        }
    }

    private void RegisterTask(Type type)
    {
        IFrostingTask Task() => (IFrostingTask)services.GetRequiredService(type);

        var builder = engine.RegisterTask(Name(type));
        if (type.GetCustomAttribute<TaskDescriptionAttribute>() is { } description)
            builder.Description(description.Description);
        foreach (var before in type.GetCustomAttributes<IsDependentOnAttribute>())
            builder.IsDependentOn(Name(before.Task));
        foreach (var after in type.GetCustomAttributes<IsDependeeOfAttribute>())
            builder.IsDependeeOf(Name(after.Task));

        var own = OwnMethods(type);
        if (own.Contains(nameof(IFrostingTask.ShouldRun)))
            builder.WithCriteria(cake => Task().ShouldRun(cake), Task().SkippedMessage);
        if (own.Contains(nameof(FrostingTask.Run)) || own.Contains(nameof(IFrostingTask.RunAsync)))
            builder.Does(cake => Task().RunAsync(cake));
        if (type.IsDefined(typeof(ContinueOnErrorAttribute)))
            builder.ContinueOnError();
        if (own.Contains(nameof(IFrostingTask.OnError)))
            builder.OnError((failure, cake) => Task().OnError(failure, cake));
        if (own.Contains(nameof(IFrostingTask.Finally)))
            builder.Finally(cake => Task().Finally(cake));
    }

    private static string Name(Type type)
        => type.IsAssignableTo(typeof(IFrostingTask))
            ? type.GetCustomAttribute<TaskNameAttribute>()?.Name ?? type.Name
            : throw new FrostingException($"The dependency '{type.FullName}' is not a task.");

    /// <summary>The engine must not be told of what a task only inherits: an empty error handler would swallow failures.</summary>
    private static HashSet<string> OwnMethods(Type type)
        => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(m => m.DeclaringType!.Assembly != typeof(IFrostingTask).Assembly)
            .Select(m => m.Name[(m.Name.LastIndexOf('.') + 1)..])
            .ToHashSet();
}
