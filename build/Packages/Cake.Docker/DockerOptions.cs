using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Cake.Core;
using Cake.Core.IO;

namespace Cake.Docker;

/// <summary>Writes settings as options, in the order of their properties.</summary>
internal static partial class DockerOptions
{
    /// <summary>Texts are quoted, so that blanks survive; nothing else is.</summary>
    public static void AppendOptions(this ProcessArgumentBuilder builder, AutoToolSettings settings)
    {
        foreach (var property in settings.GetType().GetProperties())
        {
            var option = Option(property.Name);
            var value = property.GetValue(settings);
            switch (value)
            {
                case not null when property.GetCustomAttribute<AutoPropertyAttribute>()?.Format is { } format:
                    builder.Append(string.Format(CultureInfo.InvariantCulture, format, option, value));
                    break;
                case true:
                    builder.Append($"--{option}");
                    break;
                case int or long or ulong:
                    builder.Append($"--{option} {value}");
                    break;
                case TimeSpan time:
                    builder.Append($"--{option} {Math.Floor(time.TotalHours)}h{time.Minutes}m{time.Seconds}s");
                    break;
                case string text:
                    AppendText(option, text);
                    break;
                case string[] texts:
                    foreach (var text in texts)
                        AppendText(option, text);
                    break;
            }
        }

        void AppendText(string option, string text)
        {
            if (text.Length > 0)
                builder.Append($"--{option}").AppendQuoted(text);
        }
    }

    private static string Option(string property) => WordBegin().Replace(property, "-$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordBegin();
}
